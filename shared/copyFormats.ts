// The shapes in which a token can be copied. Apart from the contract so that pages that name them carry no schemas.
export const copyFormats = ["raw", "bearer", "json", "sh", "powershell", "cmd", "curl"] as const;
export type CopyFormat = (typeof copyFormats)[number];
