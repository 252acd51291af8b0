/** The styles of the page that describes the REST surface. */
export const PAGE_STYLES = `:root { color-scheme: light dark; --line: #8884; --quiet: #8881; }
body { font: 16px/1.55 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
h2 { border-top: 1px solid var(--line); padding-top: 1.5rem; }
h3 { font-size: 1rem; }
code, pre { font: 0.9em/1.5 ui-monospace, monospace; }
pre { background: var(--quiet); border-radius: 6px; overflow-x: auto; padding: 0.75rem 1rem; white-space: pre-wrap; }
nav ul { columns: 16rem; list-style: none; padding: 0; }
.method { border: 1px solid var(--line); border-radius: 4px; font-size: 0.8em; padding: 0 0.4em; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 0.35rem 0.75rem 0.35rem 0; text-align: left; vertical-align: top; }
`
