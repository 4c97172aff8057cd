using System.Globalization;
using System.Net;
using System.Text;
using Posthorn.Emulators.Running;
using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Watching;

/// <summary>The journal for people: one page without scripts, which loads itself anew.</summary>
internal static class JournalPage
{
    private const string Style = """
        body{font:14px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1c2733;background:#fbfcfd}
        h1{font-size:1.4rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}p{margin:.3rem 0}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #dde3ea;vertical-align:top}
        td{font-family:ui-monospace,monospace;font-size:12.5px;overflow-wrap:anywhere}th{font-weight:600}
        .good{color:#17663a}.bad{color:#a12622}.none{color:#6a7681}
        @media(prefers-color-scheme:dark){body{color:#dce3ea;background:#141a21}th,td{border-color:#2b3541}.good{color:#6fcf97}.bad{color:#f08c86}}
        """;

    public static byte[] Of(IVendor vendor, Stage stage)
    {
        var view = stage.Journal.View();
        var html = new StringBuilder()
            .Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"3\">")
            .Append(CultureInfo.InvariantCulture, $"<title>Emulated {vendor.Name}</title><style>{Style}</style></head><body>")
            .Append(CultureInfo.InvariantCulture, $"<h1>Emulated {vendor.Name}</h1>")
            .Append("<p>Everything here is synthetic. No payload and no credential is shown.</p>")
            .Append(CultureInfo.InvariantCulture, $"<p>Seed {stage.Options.Seed}, times {stage.Options.TimeScale} times as fast, ")
            .Append(stage.Options.NotifyUrl is null ? "nothing is pushed.</p>" : "notifications are pushed.</p>");
        Table(html, "Sent", view.SentInAll, ["time", "type", "session", "attempt", "fault", "outcome"], view.Sent.Reverse().Select(RowOf), "Nothing was sent yet.");
        Table(html, "Received", view.ReceivedInAll, ["time", "call", "status", "session", "note"], view.Received.Reverse().Select(RowOf), "Nothing was received yet.");
        return Encoding.UTF8.GetBytes(html.Append("</body></html>").ToString());
    }

    private static (string Class, string[] Cells) RowOf(SentEntry entry) =>
    (
        entry.Outcome.StartsWith("answered_2", StringComparison.Ordinal) ? "good" : "bad",
        [Time(entry.At), entry.Type, entry.Subject ?? "", Number(entry.Attempt), entry.Fault == WireFault.None ? "" : JournalJson.NameOf(entry.Fault), entry.Outcome]
    );

    private static (string Class, string[] Cells) RowOf(ReceivedEntry entry) =>
    (
        entry.Status < 400 ? "good" : "bad",
        [Time(entry.At), $"{entry.Method} {entry.Path}", Number(entry.Status), entry.Subject ?? "", entry.Note ?? ""]
    );

    private static void Table(
        StringBuilder html, string title, long inAll, string[] heads, IEnumerable<(string Class, string[] Cells)> rows, string otherwise)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>{title} ({inAll})</h2>");
        var written = rows.Take(200).ToList();
        if (written.Count == 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"none\">{otherwise}</p>");
            return;
        }

        html.Append("<table><tr>").AppendJoin("", heads.Select(static head => $"<th>{head}</th>")).Append("</tr>");
        foreach (var (style, cells) in written)
        {
            // Paths and ids are whatever a client wrote.
            html.Append(CultureInfo.InvariantCulture, $"<tr class=\"{style}\">")
                .AppendJoin("", cells.Select(static cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>"))
                .Append("</tr>");
        }

        html.Append("</table>");
    }

    private static string Time(DateTimeOffset at) => at.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
