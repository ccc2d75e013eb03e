// One line of a drawn panel: a field, a choice, a switch, a value, a button or a row.
import type { ReactNode } from "react";
import type { PanelPart } from "./panels.ts";

interface PanelPartDrawingProps {
  readonly part: PanelPart;
  readonly x: number;
  readonly y: number;
}

export function PanelPartDrawing({ part, x, y }: PanelPartDrawingProps) {
  const { body, wide } = draw(part, x, y);
  return (
    <g>
      {body}
      {part.marked === true && <rect className="mark" x={x - 5} y={y - 1} width={wide + 10} height="28" rx="5" />}
    </g>
  );
}

interface Drawn {
  readonly body: ReactNode;
  readonly wide: number;
}

/** About as wide as the text will be, in the drawing's own units. */
const roomFor = (text: string): number => text.length * 6.2;

function draw(part: PanelPart, x: number, y: number): Drawn {
  switch (part.kind) {
    case "field":
      return labelled(part.label, part.value ?? "", x, y, 170);
    case "switch":
      return withArrow(labelled(part.label, part.value, x, y, roomFor(part.value) + 38), x, y);
    case "value":
      return {
        body: (
          <>
            <text x={x} y={y + 17}>
              {part.label}
            </text>
            <rect className="bar" x={x + 142} y={y + 8} width="76" height="10" rx="3" />
            <path className="stroke" d={`M${x + 228} ${y + 9}h8v10h-8zM${x + 231} ${y + 9}v-3h8v10h-3`} />
          </>
        ),
        wide: 242,
      };
    case "choice":
      return {
        body: (
          <>
            <circle className="stroke" cx={x + 8} cy={y + 13} r="6" />
            {part.chosen && <circle className="dot" cx={x + 8} cy={y + 13} r="3" />}
            <text x={x + 22} y={y + 17}>
              {part.label}
            </text>
          </>
        ),
        wide: 26 + roomFor(part.label),
      };
    case "button":
      return { body: boxed(part.label, x, y, roomFor(part.label) + 20), wide: roomFor(part.label) + 20 };
    case "row":
      return {
        body: part.cells.map((cell, index) => (
          <text key={cell} x={x + index * 110} y={y + 17} className={index > 0 ? "quiet" : undefined}>
            {cell}
          </text>
        )),
        wide: part.cells.length * 110,
      };
  }
}

function labelled(label: string, value: string, x: number, y: number, boxWidth: number): Drawn {
  const start = label === "" ? x : x + roomFor(label) + 14;
  return {
    body: (
      <>
        <text x={x} y={y + 17}>
          {label}
        </text>
        {boxed(value, start, y, boxWidth)}
      </>
    ),
    wide: start - x + boxWidth,
  };
}

/** The arrow at the end of a list to choose from. */
function withArrow({ body, wide }: Drawn, x: number, y: number): Drawn {
  return {
    body: (
      <>
        {body}
        <path className="stroke" d={`M${x + wide - 18} ${y + 11}l4 4l4 -4`} />
      </>
    ),
    wide,
  };
}

function boxed(text: string, x: number, y: number, boxWidth: number): ReactNode {
  return (
    <>
      <rect className="stroke" x={x} y={y + 2} width={boxWidth} height="22" rx="4" />
      <text x={x + 9} y={y + 17}>
        {text}
      </text>
    </>
  );
}
