// One choice out of a few, each with a sentence about it.
import { useId } from "react";

export interface RadioOption<T extends string> {
  readonly value: T;
  readonly title: string;
  readonly hint?: string;
}

interface RadioCardsProps<T extends string> {
  readonly legend: string;
  readonly options: readonly RadioOption<T>[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}

export function RadioCards<T extends string>({ legend, options, chosen, onChoose }: RadioCardsProps<T>) {
  const id = useId();
  return (
    <fieldset className="radioCards">
      <legend className="forEars">{legend}</legend>
      {options.map(({ value, title, hint }) => (
        <label key={value} className="radioCard">
          <input
            type="radio"
            name={id}
            value={value}
            checked={value === chosen}
            onChange={() => onChoose(value)}
            aria-label={title}
            aria-describedby={hint && `${id}-${value}`}
          />
          <span>
            <strong>{title}</strong>
            {hint && (
              <span className="hint" id={`${id}-${value}`}>
                {hint}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
