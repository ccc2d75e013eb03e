// What an import would bring, each with its place and app; what is refused says why.
import { useEffect, useId, useRef, useState } from "react";
import type { ImportItem } from "../../shared/contract.ts";
import { importProblemWords, settingsWords } from "../../shared/settingsWords.ts";
import { visible, visibleProse } from "../../shared/visibleText.ts";
import { connectionFieldWords, federationModeWords, frameWords, kindWords } from "../../shared/uiWords.ts";

interface ImportItemsProps {
  readonly items: readonly ImportItem[];
  readonly onImport: (indexes: readonly number[]) => void;
  readonly onCancel: () => void;
}

export function ImportItems({ items, onImport, onCancel }: ImportItemsProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [chosen, setChosen] = useState<readonly number[]>(() =>
    items.flatMap(({ known, problem }, index) => (known || problem !== undefined ? [] : [index])),
  );
  const choose = (index: number, wanted: boolean): void =>
    setChosen(wanted ? [...chosen, index].toSorted((a, b) => a - b) : chosen.filter((one) => one !== index));
  return (
    <div className="card">
      <h3 ref={heading} tabIndex={-1}>
        {settingsWords.importPreview}
      </h3>
      {items.length === 0 && <p>{settingsWords.none}</p>}
      <ul className="importItems">
        {items.map((item, index) => (
          <li key={index}>
            <Item item={item} chosen={chosen.includes(index)} onChoose={(wanted) => choose(index, wanted)} />
          </li>
        ))}
      </ul>
      <div className="buttons">
        <button type="button" onClick={onCancel}>
          {settingsWords.cancelImport}
        </button>
        <button type="button" className="primary" disabled={chosen.length === 0} onClick={() => onImport(chosen)}>
          {settingsWords.import(chosen.length)}
        </button>
      </div>
    </div>
  );
}

interface ItemProps {
  readonly item: ImportItem;
  readonly chosen: boolean;
  readonly onChoose: (wanted: boolean) => void;
}

function Item({ item, chosen, onChoose }: ItemProps) {
  const id = useId();
  const { connection, known, problem } = item;
  const label = connection.label === "" ? settingsWords.unnamed : visibleProse(connection.label);
  if (problem !== undefined) {
    return (
      <>
        <p>
          <strong>{label}</strong>
        </p>
        <p className="problem">
          {settingsWords.refused} {importProblemWords[problem]}
        </p>
        <ConnectionFacts connection={connection} />
      </>
    );
  }
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={chosen}
          aria-label={settingsWords.take(label)}
          aria-describedby={id}
          onChange={(event) => onChoose(event.target.checked)}
        />
        <span>
          <strong>{label}</strong> {connection.kind === "practice" ? frameWords.practice : kindWords[connection.kind]}
        </span>
      </label>
      <div id={id}>
        {known && <p className="warn">{settingsWords.known}</p>}
        <ConnectionFacts connection={connection} />
      </div>
    </>
  );
}

function ConnectionFacts({ connection }: Pick<ImportItem, "connection">) {
  const facts = [
    [settingsWords.authority, connection.authority],
    [settingsWords.tenant, connection.tenant],
    [settingsWords.clientId, connection.clientId],
    [settingsWords.scopes, connection.scopes.join(" ")],
    [connectionFieldWords.federation.label, connection.federation && federationModeWords[connection.federation]],
    [connectionFieldWords.mexAddress.label, connection.mexAddress],
  ].flatMap(([name, value]) => (name === undefined || value === undefined || value === "" ? [] : [{ name, value }]));
  return (
    <dl className="facts">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="value">{visible(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
