// A checkbox with its words, which belong to what can be pressed.
interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  /** ID of what says more. */
  readonly describedBy?: string | undefined;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Check({ label, checked, describedBy, disabled = false, onChange }: CheckProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}
