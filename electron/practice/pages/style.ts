// The practice tenant's style sheet: plain, light and dark, and nothing like anybody else's sign-in page.
export const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; --accent: light-dark(#7a3e00, #ffb26b); --line: light-dark(#8a8378, #8f8a83);
  --paper: light-dark(#fffdf8, #1f1d1a); --ink: light-dark(#1d1b18, #f2efe9); --quiet: light-dark(#5b554c, #bdb6ab); --bad: light-dark(#a3111d, #ff9a94); }
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem; background: light-dark(#efeae0, #131210); color: var(--ink); }
main { margin: 1rem auto; padding: 1.25rem 1.5rem 1.5rem; background: var(--paper); border: 1px solid var(--line); border-radius: 0.75rem; overflow-wrap: anywhere; }
main.narrow { max-width: 30rem; }
main.wide { max-width: 70rem; }
footer { max-width: 30rem; margin: 0 auto; color: var(--quiet); font-size: 0.875rem; text-align: center; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0.5rem 0 0.75rem; }
h2 { font-size: 1.15rem; margin: 1.75rem 0 0.5rem; }
p { margin: 0.5rem 0; }
.badge { display: inline-block; margin: 0; padding: 0.1rem 0.6rem; border: 2px dashed var(--accent); border-radius: 0.4rem; color: var(--accent); font-weight: 700; letter-spacing: 0.08em; }
.warning { border: 2px dashed var(--accent); border-radius: 0.4rem; padding: 0.5rem 1rem; font-weight: 600; }
.quiet, .hint { color: var(--quiet); }
.hint { display: block; font-size: 0.875rem; }
.problem { color: var(--bad); font-weight: 600; }
.said { color: var(--accent); font-weight: 600; }
label { display: block; margin-top: 0.9rem; font-weight: 600; }
label.choice { display: flex; gap: 0.6rem; align-items: baseline; font-weight: 400; }
label.choice strong { font-weight: 600; }
input[type="text"], input[type="password"], textarea, select { width: 100%; margin-top: 0.25rem; padding: 0.5rem 0.6rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 0.4rem; }
select option { background: var(--paper); }
input[type="checkbox"] { accent-color: var(--accent); }
input.code { font-size: 1.5rem; letter-spacing: 0.2em; text-transform: uppercase; }
fieldset { margin: 1rem 0 0; padding: 0.25rem 1rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem; }
legend { font-weight: 600; padding: 0 0.4rem; }
button { font: inherit; font-weight: 600; padding: 0.5rem 1.1rem; border: 1px solid var(--accent); border-radius: 0.4rem; color: var(--accent); background: transparent; cursor: pointer; }
button.main { background: var(--accent); color: var(--paper); }
button.account { display: block; width: 100%; margin-top: 0.5rem; text-align: start; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-top: 1.25rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.phone { width: 14rem; margin: 1rem auto; padding: 1.25rem 1rem; border: 3px solid var(--line); border-radius: 1.5rem; text-align: center; }
.phone b { display: block; font-size: 3rem; line-height: 1.2; letter-spacing: 0.1em; }
.scopes { padding: 0; list-style: none; }
.scopes li { padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
.scopes code { color: var(--quiet); font-size: 0.875rem; }
.people { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0.75rem; padding: 0; list-style: none; }
.people li { padding: 0.6rem 0.8rem; border: 1px solid var(--line); border-radius: 0.5rem; }
.people dl { margin: 0.25rem 0 0; }
.people dt { margin-top: 0.25rem; }
details { margin-top: 1.5rem; }
summary { cursor: pointer; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
dt { margin-top: 0.5rem; color: var(--quiet); font-size: 0.875rem; }
dd { margin: 0; }
code { white-space: pre-wrap; }
a { color: var(--accent); }
`;
