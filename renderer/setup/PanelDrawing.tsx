// Draws a panel of the portal in lines of our own. Its colours are the window's, so it is right in light and dark.
import { PanelPartDrawing } from "./PanelPartDrawing.tsx";
import type { Panel } from "./panels.ts";

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
          <PanelPartDrawing key={index} part={part} x={left} y={top + index * lineHeight} />
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
