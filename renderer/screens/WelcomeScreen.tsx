// Nobody is signed in yet: what this is, and the ways to begin.
import { setupEntryWords } from "../../shared/setupEntryWords.ts";
import { screenTitles, welcomeWords } from "../../shared/uiWords.ts";
import { visibleProse } from "../../shared/visibleText.ts";
import { ScreenHeading } from "../components/ScreenHeading.tsx";
import { PracticeBadge } from "../components/PracticeBadge.tsx";
import { useApp } from "../state/appContext.ts";

export function WelcomeScreen() {
  const { snapshot, go } = useApp();
  const practice = snapshot.connections.find(({ kind }) => kind === "practice");
  const step = snapshot.setup?.step ?? 1;
  const own = snapshot.connections.filter(({ kind }) => kind !== "practice");

  return (
    <>
      <ScreenHeading title={screenTitles.welcome} />
      <p className="lead">{welcomeWords.lead}</p>
      <ul className="points">
        {welcomeWords.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <section className="card" aria-labelledby="beginSetup">
        <h2 id="beginSetup">{setupEntryWords.title}</h2>
        <p>{setupEntryWords.text}</p>
        <button type="button" className="primary" onClick={() => go({ name: "setup" })}>
          {step === 1 ? setupEntryWords.begin : setupEntryWords.goOn(step)}
        </button>
      </section>
      {practice && (
        <section className="card" aria-labelledby="beginPractice">
          <h2 id="beginPractice">
            {welcomeWords.practiceTitle} <PracticeBadge />
          </h2>
          <p>{welcomeWords.practiceText}</p>
          <button type="button" onClick={() => go({ name: "signIn", connectionId: practice.id })}>
            {welcomeWords.practiceButton}
          </button>
        </section>
      )}
      {own.length > 0 && (
        <section className="card" aria-labelledby="beginSaved">
          <h2 id="beginSaved">{welcomeWords.savedTitle}</h2>
          <div className="buttons start">
            {own.map((connection) => (
              <button
                key={connection.id}
                type="button"
                onClick={() => go({ name: "signIn", connectionId: connection.id })}
              >
                {welcomeWords.savedButton(visibleProse(connection.label))}
              </button>
            ))}
          </div>
        </section>
      )}
    </>
  );
}
