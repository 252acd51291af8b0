/** Dark on white: as a theme, and for paper. */
const LIGHT = `
  --night: #eef5f4;
  --panel: #ffffff;
  --plate: linear-gradient(180deg, #ffffff, #f8fcfb 45%);
  --well: rgb(0 60 70 / 5%);
  --shade: rgb(0 60 70 / 12%);
  --text: #123038;
  --bright: #06222a;
  --soft: #46656b;
  --green: #007a46;
  --cyan: #006a8e;
  --amber: #8a5300;
  --rose: #b3224d;
  --violet: #6b35b8;
  --green-light: 0 122 70;
  --cyan-light: 0 106 142;
  color-scheme: light;
`

/**
 * The colours of each theme. Every text colour has 4.5:1 or more on its ground, 7:1 in `contrast`. `-light`: the
 * colour that glows and tints, to be mixed with an alpha.
 */
export const themes = `
.dashboard {
  --night: #04070a;
  --panel: #081016;
  --plate: linear-gradient(180deg, rgb(14 30 38 / 78%), rgb(6 12 17 / 82%) 45%);
  --well: rgb(0 0 0 / 32%);
  --shade: rgb(0 0 0 / 35%);
  --text: #d5f2ea;
  --bright: #eefff8;
  --soft: #8fb5b5;
  --green: #00ff88;
  --cyan: #00ccff;
  --amber: #ffc15e;
  --rose: #ff7a9c;
  --violet: #c9a0ff;
  --green-light: 0 255 136;
  --cyan-light: 0 204 255;
  --line: rgb(var(--cyan-light) / 18%);
  --line-strong: rgb(var(--cyan-light) / 45%);
  color-scheme: dark;
}
.dashboard.light { ${LIGHT} }
.dashboard.contrast {
  --night: #000000;
  --panel: #000000;
  --plate: #000000;
  --well: #000000;
  --text: #ffffff;
  --bright: #ffffff;
  --soft: #d8e6e6;
  --green: #3dffa5;
  --cyan: #5fdcff;
  --amber: #ffd48a;
  --rose: #ffa3bb;
  --line: #9fc4c4;
  --line-strong: #ffffff;
  background-image: none;
}
@media print { .dashboard:is(.dark, .contrast) { ${LIGHT} } }
.dashboard:is(.light, .contrast) :is(h1, h2, .value) { text-shadow: none; }
.dashboard.contrast * { box-shadow: none; }
@media print { .dashboard * { text-shadow: none !important; } }
`
