// Draws a panel of the portal in lines of our own. Its colours are the window's, so it is right in light and dark.
import type { ReactNode } from "react";
import type { Panel, PanelPart } from "./panels.ts";

const width = 400;
const lineHeight = 34;
const top = 36;
const menuWidth = 108;

export function PanelDrawing({ panel }: { readonly panel: Panel }) {
  const { label, menu, parts, title } = panel;
  const left = menu === undefined ? 14 : menuWidth + 14;
  const height = top + Math.max(parts.length, menu?.items.length ?? 0) * lineHeight + 8;
  return (
    <figure className="panel">
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <rect className="sheet" x="1" y="1" width={width - 2} height={height - 2} rx="8" />
        <text className="panelTitle" x={left} y="24">
          {title}
        </text>
        {menu?.items.map((item, index) => (
          <MenuItem key={item} item={item} open={index === menu.open} y={top + index * 26} />
        ))}
        {menu && <line className="rule" x1={menuWidth} x2={menuWidth} y1="1" y2={height - 1} />}
        {parts.map((part, index) => (
          <Part key={index} part={part} x={left} y={top + index * lineHeight} />
        ))}
      </svg>
      <figcaption className="forEars">{label}</figcaption>
    </figure>
  );
}

function MenuItem({ item, open, y }: { readonly item: string; readonly open: boolean; readonly y: number }) {
  return (
    <>
      {open && <rect className="open" x="5" y={y} width={menuWidth - 10} height="22" rx="4" />}
      <text className={open ? undefined : "quiet"} x="12" y={y + 15}>
        {item}
      </text>
    </>
  );
}

interface PartProps<P extends PanelPart = PanelPart> {
  readonly part: P;
  readonly x: number;
  readonly y: number;
}

function Part({ part, x, y }: PartProps) {
  const { body, wide } = draw(part, x, y);
  return (
    <g>
      {body}
      {part.marked === true && <rect className="mark" x={x - 5} y={y - 1} width={wide + 10} height="28" rx="5" />}
    </g>
  );
}

/** About as wide as the text will be, in the drawing's own units. */
const roomFor = (text: string): number => text.length * 6.2;

function draw(part: PanelPart, x: number, y: number): { readonly body: ReactNode; readonly wide: number } {
  switch (part.kind) {
    case "field":
      return labelled(part.label, part.value ?? "", x, y, 170);
    case "switch":
      return labelled(part.label, `${part.value}  ▾`, x, y, roomFor(part.value) + 34);
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

function labelled(label: string, value: string, x: number, y: number, boxWidth: number) {
  const start = label === "" ? x : x + roomFor(label) + 10;
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
