namespace Posthorn.Cli.Checking.Reports.Html;

/// <summary>How the page looks: light and dark, on a phone and on paper.</summary>
internal static class HtmlStyle
{
    public static Markup Element { get; } = Markup.Of($$"""
        <style>
        :root {
          --page: #f5f6f8; --card: #ffffff; --ink: #1c2330; --soft: #566072; --line: #dde1e8; --code: #eef0f4; --link: #0b57b0;
          --good: #1a7f37; --bad: #b3261e; --fair: #8a5a00; --open: #4655a5; --none: #8a93a3;
          --good-wash: #e9f6ec; --bad-wash: #fdeeec; --fair-wash: #fdf4e1; --open-wash: #eef0fb;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --page: #12151b; --card: #1b2029; --ink: #e8ebf1; --soft: #a3adbd; --line: #323946; --code: #262c37; --link: #8ab8ff;
            --good: #5bc878; --bad: #ff8f85; --fair: #efb950; --open: #a5b1f5; --none: #7d8797;
            --good-wash: #17291d; --bad-wash: #331c1b; --fair-wash: #30270f; --open-wash: #20253c;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        main, footer.page { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: anywhere; }
        h1 { font-size: clamp(1.4rem, 4vw, 1.95rem); line-height: 1.25; letter-spacing: -.01em; margin: .3rem 0 .8rem; text-wrap: balance; overflow-wrap: break-word; }
        h2 { font-size: 1.3rem; margin: 2.6rem 0 .2rem; }
        h3 { font-size: 1.08rem; line-height: 1.35; margin: 0; }
        p { margin: .4rem 0; }
        a { color: var(--link); }
        code, pre { font: .86em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
        code { background: var(--code); border-radius: .3em; padding: .1em .35em; }
        pre { background: var(--code); border-radius: .5rem; padding: .8rem 1rem; white-space: pre-wrap; }
        pre code { background: none; padding: 0; }
        .verdict { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; align-items: center; justify-content: space-between; background: var(--card);
          border: 1px solid var(--line); border-top: .4rem solid var(--edge); border-radius: .8rem; padding: 1.5rem 1.7rem; }
        .verdict > div:first-child { flex: 1 1 20rem; }
        .verdict.bad { --edge: var(--bad); } .verdict.fair { --edge: var(--fair); } .verdict.good { --edge: var(--good); }
        .eyebrow { color: var(--soft); font-size: .88rem; font-weight: 600; letter-spacing: .02em; margin: 0; }
        .picture { display: flex; align-items: center; gap: 1.3rem; }
        .picture svg { flex: none; }
        .picture circle { fill: none; stroke-width: 4.4; stroke: var(--kind, var(--line)); }
        .picture text { text-anchor: middle; fill: var(--ink); font-size: 8.6px; font-weight: 700; }
        .picture text.of { fill: var(--soft); font-size: 3.4px; font-weight: 500; }
        .passed { --kind: var(--good); } .failed { --kind: var(--bad); } .unproven { --kind: var(--open); } .skipped { --kind: var(--none); }
        .legend { list-style: none; margin: 0; padding: 0; white-space: nowrap; }
        .sign { display: inline-block; width: 1.5em; color: var(--kind); font-weight: 800; }
        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .8rem 1.6rem; margin: 1.2rem .2rem 0; font-size: .92rem; }
        .facts dt { color: var(--soft); font-size: .82rem; font-weight: 600; }
        .facts dd { margin: 0; }
        .count { color: var(--soft); font-weight: 500; }
        .lead { color: var(--soft); max-width: 48rem; margin: 0 0 1rem; }
        .finding { --kind: var(--open); --wash: var(--open-wash); background: var(--card); border: 1px solid var(--line); border-left: .3rem solid var(--kind);
          border-radius: .6rem; padding: 1.1rem 1.3rem; margin: 0 0 1rem; break-inside: avoid; }
        .must { --kind: var(--bad); --wash: var(--bad-wash); } .should { --kind: var(--fair); --wash: var(--fair-wash); } .info { --kind: var(--soft); --wash: var(--code); }
        .tags { margin: .35rem 0 .6rem; }
        .level { display: inline-block; border: 1px solid var(--kind); border-radius: .3em; color: var(--kind); font-size: .72rem; font-weight: 700; letter-spacing: .05em;
          line-height: 1; padding: .28em .5em; }
        .seen { background: var(--wash); border-radius: .4rem; font-weight: 600; padding: .55rem .8rem; margin: 0 0 .8rem; }
        .finding dl { margin: .9rem 0 0; display: grid; grid-template-columns: 9rem 1fr; gap: .55rem 1rem; }
        .finding dt { color: var(--soft); font-size: .9rem; font-weight: 600; }
        .finding dd { margin: 0; }
        blockquote { margin: 0; border-left: 2px solid var(--line); padding-left: .8rem; }
        blockquote p { margin: 0; }
        blockquote footer { font-size: .85rem; }
        details { margin-top: .4rem; }
        summary { color: var(--link); cursor: pointer; font-size: .9rem; }
        .wide { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; margin-top: .7rem; }
        table { border-collapse: collapse; width: 100%; font-size: .93rem; }
        th, td { text-align: left; vertical-align: top; padding: .55rem .9rem; border-top: 1px solid var(--line); }
        thead th { border-top: 0; color: var(--soft); font-size: .82rem; }
        tbody th { font-weight: 600; width: 40%; }
        tbody th code { font-weight: 400; }
        .exchanges { font-size: .88rem; margin: .3rem 0; }
        .exchanges th, .exchanges td { padding: .35rem .8rem .35rem 0; }
        .exchanges td:last-child, .exchanges th:last-child { width: 38%; padding-right: 0; font-variant-numeric: tabular-nums; }
        :target { outline: 2px solid var(--link); outline-offset: 2px; }
        footer.page { color: var(--soft); font-size: .9rem; padding-bottom: 3rem; }
        @media (max-width: 40rem) {
          .verdict { padding: 1.1rem; }
          .finding { padding: .9rem 1rem; }
          .finding dl { grid-template-columns: 1fr; gap: .1rem; }
          .finding dd { margin-bottom: .6rem; }
          .checks thead { position: absolute; clip-path: inset(50%); }
          .checks tr { display: grid; grid-template-columns: 1fr auto; border-top: 1px solid var(--line); padding: .6rem .9rem; gap: .2rem .8rem; }
          .checks tbody tr:first-child { border-top: 0; }
          .checks tbody > tr > * { border: 0; padding: 0; width: auto; }
          .checks tbody > tr > td:last-child { grid-column: 1 / -1; }
        }
        @media print {
          :root { --page: #fff; }
          body { font-size: 10.5pt; }
          main, footer.page { max-width: none; padding: 0; }
          details::details-content { content-visibility: visible; block-size: auto; }
          tr, h2, h3 { break-inside: avoid; break-after: auto; }
          h2, h3, .lead { break-after: avoid; }
        }
        </style>
        """);
}
