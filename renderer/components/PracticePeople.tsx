// Whom one can practise with: a button each that fills the form in.
import { companyPeople, companyTenant, practicePeople, type PracticePerson } from "../../shared/practicePeople.ts";
import { practiceWords } from "../../shared/uiWords.ts";
import { PracticeBadge } from "./PracticeBadge.tsx";

interface PracticePeopleProps {
  /** As in the connection: ID or domain of one of the practice tenant's two halves. */
  readonly tenant: string;
  readonly onUse: (person: PracticePerson) => void;
}

export function PracticePeople({ tenant, onUse }: PracticePeopleProps) {
  const inCompany = tenant === companyTenant.domain || tenant === companyTenant.tenantId;
  const people = inCompany ? companyPeople : practicePeople;
  return (
    <section className="people" aria-labelledby="practicePeople">
      <h2 id="practicePeople">
        {practiceWords.people} <PracticeBadge />
      </h2>
      <p className="hint">{practiceWords.peopleHint}</p>
      <ul>
        {people.map((person) => (
          <li key={person.username}>
            <div>
              <p className="person">{person.summary}</p>
              <p className="hint">
                <span className="value">{person.username}</span>
                <br />
                {practiceWords.password}: <code className="value">{person.password}</code>
              </p>
            </div>
            <button type="button" onClick={() => onUse(person)} aria-label={practiceWords.takeNamed(person.name)}>
              {practiceWords.take}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
