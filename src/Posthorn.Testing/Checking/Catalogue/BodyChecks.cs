using System.Text;
using Posthorn.Testing.Checking.Asking;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>Bodies of every length and kind, rightly signed.</summary>
internal static class BodyChecks
{
    private const int Large = 512 * 1024;

    public static IReadOnlyList<Check> Rows { get; } =
    [
        new("body-large", CheckLevel.Should, "Accepts half a megabyte")
        {
            Contract = static _ => Contract.Ours("No vendor limits its bodies; a note with its transcript is easily some hundred kilobytes."),
            Why = "Frameworks limit bodies to 100 KiB unless told otherwise: the longest visits are the ones that are lost.",
            Fix = "Set the limit to 1 MiB or more.",
            Ask = static run =>
            {
                var sample = run.NewEvent();
                return run.AcceptsAsync("A valid notification of 512 KiB", run.Sign(sample with { Body = JsonChanges.With(sample.Body, "remark", $"\"{new string('x', Large)}\"") }));
            },
        },
        Unreadable("body-empty", "Refuses an empty body", "An empty body, rightly signed", static _ => default),
        Unreadable("body-not-json", "Refuses what is no JSON", "A body whose last bytes are missing, rightly signed", static body => body[..^2]),
        new("body-not-object", CheckLevel.Should, "Does not break down over JSON that is no object")
        {
            Contract = static _ => Contract.Ours("Every documented body is an object; what else is JSON may be kept or refused."),
            Why = "A 5xx makes the vendor send the same body again and again.",
            Fix = "Look whether it is an object before its members are read.",
            Ask = static run =>
            {
                var sample = run.NewEvent();
                var signed = run.Sign(sample with { Body = Encoding.ASCII.GetBytes("[1,2,3]") });
                return run.SurvivesAsync(new Probe("A body that is [1,2,3], rightly signed", signed.Headers, signed.Body));
            },
        },
        new("content-type", CheckLevel.Info, "Does not break down over another content type")
        {
            Contract = static _ => Contract.Ours("The vendors send application/json; with or without a charset is not said."),
            Why = "A framework that leaves the body empty because of its type answers as if the signature were wrong.",
            Fix = "Read the raw bytes whatever the content type is.",
            Ask = static run =>
            {
                var signed = run.Sign(run.NewEvent());
                return run.SurvivesAsync(new Probe("A valid notification as text/plain", signed.Headers, signed.Body) { ContentType = "text/plain; charset=utf-8" });
            },
        },
        new("charset", CheckLevel.Should, "Accepts application/json with a charset")
        {
            Contract = static _ => Contract.Ours("The vendors send application/json; with or without a charset is not said."),
            Why = "Many HTTP libraries add charset=utf-8 by themselves.",
            Fix = "Compare the media type, not the whole header.",
            Ask = static run =>
            {
                var signed = run.Sign(run.NewEvent());
                return run.AcceptsAsync(new Probe("A valid notification as application/json; charset=utf-8", signed.Headers, signed.Body) { ContentType = "application/json; charset=utf-8" });
            },
        },
        new("chunked", CheckLevel.Should, "Accepts a body in chunks")
        {
            Contract = static _ => Contract.Ours("A sender may send a body whose length it does not say beforehand; HTTP/1.1 demands that receivers take it."),
            Why = "Proxies between the two turn bodies into chunks.",
            Fix = "Read to the end of the body instead of to its Content-Length.",
            Ask = static run =>
            {
                var signed = run.Sign(run.NewEvent());
                return run.AcceptsAsync(new Probe("A valid notification in chunks", signed.Headers, signed.Body) { IsChunked = true });
            },
        },
        new("get", CheckLevel.Info, "Answers GET with a refusal")
        {
            Contract = static _ => Contract.Ours("Notifications are POST."),
            Why = "Crawlers and health checks ask by GET; they should not look like notifications, nor like a breakdown.",
            Fix = "Answer 405 or 404.",
            Ask = static run => run.RefusesAsync(new Probe("A GET without anything", [], default) { Method = "GET" }),
        },
    ];

    private static Check Unreadable(string id, string title, string words, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> make) => new(id, CheckLevel.Must, title)
    {
        Contract = Contracts.BadJson,
        Why = "A 5xx makes the vendor send the same broken body again and again; a 2xx says that something was understood.",
        Fix = "Verify, then parse, and answer 400 where that fails.",
        Ask = run =>
        {
            var sample = run.NewEvent();
            return run.RefusesAsync(words, run.Sign(sample with { Body = make(sample.Body) }));
        },
    };
}
