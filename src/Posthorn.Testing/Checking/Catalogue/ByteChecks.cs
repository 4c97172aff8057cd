using System.Text;
using Posthorn.Testing.Checking.Asking;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>Bodies that are valid and rightly signed, in bytes that a framework likes to change.</summary>
internal static class ByteChecks
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    public static IReadOnlyList<Check> Rows { get; } =
    [
        Written("bytes-indented", "Accepts indented JSON", "indented over many lines", static body => JsonChanges.Indented(body)),
        Written("bytes-crlf", "Accepts CRLF between the lines", "indented, with CRLF", static body => JsonChanges.Indented(body, "\r\n")),
        Written("bytes-trailing-newline", "Accepts a line break at the end", "with a line break at the end", static body => SignatureChecks.Append(body, "\n")),
        Written("bytes-escapes", "Accepts \\u escapes", "some of whose letters are \\u escapes", JsonChanges.Escaped),
        Written(
            "bytes-unicode", "Accepts emoji and other scripts", "with emoji, accents and Chinese in it",
            static body => JsonChanges.With(body, "remark", "\"\U0001FA7A naïve Größe 患者 SYNTHETIC\"")),
        Written(
            "bytes-numbers", "Accepts numbers that no library writes again the same", "with 12345678901234567890123, 1.0 and 1e2 in it",
            static body => JsonChanges.With(body, "numbers", "[12345678901234567890123,1.0,1e2,-0.0]")),
        Written(
            "bytes-spaces", "Accepts spaces between the parts", "with spaces before its colons",
            static body => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body.Span).Replace("\":", "\" : ", StringComparison.Ordinal))),
        new("bytes-mark", CheckLevel.Info, "Does not break down over a byte order mark")
        {
            Contract = static _ => Contract.Ours("JSON has no byte order mark; a signature over one is right all the same."),
            Why = "Whether it is read or refused, the answer should be one that the sender understands.",
            Fix = "Verify first, then read it or answer 400.",
            Ask = static run =>
            {
                var sample = run.NewEvent();
                var signed = run.Sign(sample with { Body = (byte[])[.. Mark, .. sample.Body.Span] });
                return run.SurvivesAsync(new Probe("A notification whose body begins with a byte order mark, rightly signed", signed.Headers, signed.Body));
            },
        },
    ];

    private static Check Written(string id, string title, string how, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> write) => new(id, CheckLevel.Must, title)
    {
        Contract = Contracts.RawBytes,
        Why = "A receiver that parses and writes the body before it verifies refuses it: it works in every test, until the vendor changes its JSON library.",
        Fix = "Verify the bytes as they came over the wire, before a framework parses them (express.raw, request.get_data, Request.Body).",
        Ask = run =>
        {
            var sample = run.NewEvent();
            return run.AcceptsAsync($"A valid notification {how}", run.Sign(sample with { Body = write(sample.Body) }));
        },
    };
}
