// The advice on sign-ins with a password, with pages to read on.
import { passwordAdvice, passwordAdviceLinks } from "../../shared/passwordAdviceWords.ts";
import { ExternalLink } from "./ExternalLink.tsx";

export function PasswordAdviceText() {
  return (
    <div className="advice">
      {passwordAdvice.map(({ title, points }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul className="points">
            {points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </section>
      ))}
      <ul className="links">
        {passwordAdviceLinks.map((link) => (
          <li key={link}>
            <ExternalLink link={link} />
          </li>
        ))}
      </ul>
    </div>
  );
}
