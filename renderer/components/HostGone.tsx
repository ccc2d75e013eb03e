// What is left of the page when its host no longer wants it or has ended.
import { browserHostWords } from "../../shared/uiWords.ts";
import { ScreenHeading } from "./ScreenHeading.tsx";

export function HostGone({ link }: { readonly link: "ended" | "refused" | "unreachable" }) {
  return (
    <main className="alone">
      {link === "refused" ? (
        <>
          <ScreenHeading title={browserHostWords.refusedTitle} />
          <p>{browserHostWords.refused}</p>
          <ol>
            {browserHostWords.refusedSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </>
      ) : (
        <>
          <ScreenHeading title={browserHostWords[`${link}Title`]} />
          <p>{browserHostWords[link]}</p>
        </>
      )}
    </main>
  );
}
