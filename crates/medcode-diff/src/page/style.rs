//! How does the page look?

/// Light and dark by the reader's setting; plain on paper.
pub(super) const CSS: &str = "\
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5a6572;--line:#d5dbe1;--back:#fff;--new:#1a7f4b;\
--gone:#c23b3b;--flip:#c77d0a;--revised:#2f6fc4;--words:#7b8794;--rules:#7a4fb5}\
@media(prefers-color-scheme:dark){:root{--ink:#e7ecf1;--soft:#a3afbb;--line:#39434e;--back:#14191f;\
--new:#49b57f;--gone:#ef7676;--flip:#e6a94a;--revised:#74a9f0;--words:#93a0ad;--rules:#b394e6}}\
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);\
font:15px/1.45 system-ui,sans-serif}main{max-width:70rem;margin:0 auto;padding:1.5rem}\
h1{font-size:1.6rem;margin:0}h2{margin:2.2rem 0 .4rem;border-bottom:2px solid var(--line)}\
h2 small{font-weight:400;color:var(--soft)}h3{margin:1.4rem 0 .4rem}\
.tiles{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0}\
.tiles li{border:1px solid var(--line);border-radius:.4rem;padding:.35rem .7rem}\
table{border-collapse:collapse;width:100%;font-size:.9rem}caption{text-align:left;color:var(--soft)}\
th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid var(--line)}\
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.c{white-space:nowrap;font-weight:600}\
del{color:var(--gone)}ins{color:var(--new);text-decoration:none}\
details{margin:.4rem 0;border:1px solid var(--line);border-radius:.4rem;padding:.4rem .7rem}\
summary{cursor:pointer;font-weight:600}.none,footer{color:var(--soft)}svg{max-width:100%;height:auto}\
svg text{fill:var(--ink);font:12px system-ui,sans-serif}.new{fill:var(--new)}.gone{fill:var(--gone)}\
.flip{fill:var(--flip)}.revised{fill:var(--revised)}.words{fill:var(--words)}.rules{fill:var(--rules)}\
.breaks{color:var(--gone);font-weight:600}\
@media print{details{border:0}details>*{display:block}}";
