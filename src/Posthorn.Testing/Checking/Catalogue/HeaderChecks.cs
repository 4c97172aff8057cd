using Posthorn.Testing.Checking.Asking;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>The headers that carry the signature: there, once, whatever their case.</summary>
internal static class HeaderChecks
{
    private const string Why = "Whoever finds the address can then make the receiver believe anything about any patient.";
    private const string Fix = "Refuse with 401 or 403 before anything else is looked at, unless every signature header is there exactly once.";

    public static IReadOnlyList<Check> Rows { get; } =
    [
        Refusing("header-missing", "Refuses a notification without its signature", "without the signature header", static (run, signed) => Without(signed, run.SignatureHeader)),
        Refusing(
            "header-empty", "Refuses a notification with an empty signature", "with an empty signature header",
            static (run, signed) => Replace(signed, run.SignatureHeader, static _ => string.Empty)),
        Refusing("headers-absent", "Refuses a notification that nobody has signed", "without any of the vendor's headers", static (_, _) => []),
        Refusing("timestamp-missing", "Refuses a notification without the time of signing", "without the time of signing", WithoutTime),
        Refusing(
            "header-twice", "Refuses two signature headers that differ", "with the right signature header and a second one that is wrong",
            static (run, signed) => [.. signed, new(run.SignatureHeader, Wrong(run))]) with
        {
            Level = CheckLevel.Should,
            Why = "A proxy that believes one of them and an application that believes the other do not agree on who has signed.",
            Fix = "Refuse a request whose signature header came more than once. Many frameworks join the two by a comma: decode the whole value strictly, as exactly 64 hex digits.",
        },
        new("header-other-case", CheckLevel.Must, "Accepts the headers in another case")
        {
            Contract = Contracts.Names,
            Why = "HTTP/2 sends every name in lower case, and proxies spell them as they like.",
            Fix = "Look headers up without regard to case.",
            Ask = static run =>
            {
                var signed = run.Sign(run.NewEvent());
                var headers = signed.Headers.Select(static one => KeyValuePair.Create(one.Key.ToUpperInvariant(), one.Value));
                return run.AcceptsAsync(new Probe("A valid notification with the names of its headers in capitals", [.. headers], signed.Body));
            },
        },
    ];

    private static Check Refusing(
        string id, string title, string how, Func<CheckRun, IReadOnlyList<KeyValuePair<string, string>>, IReadOnlyList<KeyValuePair<string, string>>> change) =>
        new(id, CheckLevel.Must, title)
        {
            Contract = Contracts.Refused,
            Why = Why,
            Fix = Fix,
            Ask = run =>
            {
                var signed = run.Sign(run.NewEvent());
                return run.RefusesAsync(new Probe($"A valid notification {how}", change(run, signed.Headers), signed.Body));
            },
        };

    private static IReadOnlyList<KeyValuePair<string, string>> Without(IReadOnlyList<KeyValuePair<string, string>> headers, string name) =>
        [.. headers.Where(header => header.Key != name)];

    private static IReadOnlyList<KeyValuePair<string, string>> WithoutTime(CheckRun run, IReadOnlyList<KeyValuePair<string, string>> headers) =>
        run.Profile.Name == "sully"
            ? Replace(headers, run.SignatureHeader, static value => $"v1={SignatureValue.Of(value).Digest}")
            : Without(headers, run.Scheme.HeaderNames[^2]);

    internal static IReadOnlyList<KeyValuePair<string, string>> Replace(IReadOnlyList<KeyValuePair<string, string>> headers, string name, Func<string, string> change) =>
        [.. headers.Select(header => header.Key == name ? KeyValuePair.Create(name, change(header.Value)) : header)];

    private static string Wrong(CheckRun run) => run.Sign(run.NewEvent(), secret: run.OtherSecret).Headers[^1].Value;
}
