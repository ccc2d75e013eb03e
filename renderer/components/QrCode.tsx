// An address as a picture that a phone can read: dark on light with a quiet zone of four, whatever the colours of the window.
import { useMemo } from "react";
import { encode } from "uqr";

interface QrCodeProps {
  readonly text: string;
  readonly title: string;
}

export function QrCode({ text, title }: QrCodeProps) {
  const { size, path } = useMemo(() => draw(text), [text]);
  return (
    <figure className="qr" aria-label={title}>
      <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" aria-hidden="true" focusable="false">
        <path className="qrLight" d={`M0 0h${size}v${size}H0z`} />
        <path className="qrDark" d={path} />
      </svg>
    </figure>
  );
}

/** Each dark module as a square of the path. */
function draw(text: string): { readonly size: number; readonly path: string } {
  const { size, data } = encode(text, { ecc: "M", border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: squares.join("") };
}
