using System.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Inquiries;

/// <summary>Requests whose signature is right, and written or carried otherwise.</summary>
internal static class PlantedHeaders
{
    private static readonly byte[] Mac = Plant.Mac(Plant.Secret, $"{Plant.Seconds}.{Plant.Body}");
    private static readonly byte[] OfSuki = Plant.Mac(Plant.Secret, $"{Plant.Milliseconds}:{Plant.Body}");

    // Searched for one whose base64 has both letters and a plus, so that what is lost can be seen.
    private static readonly string OfStandard = Convert.ToBase64String(StandardMac(Plant.Body));
    private static readonly string WithPlus = Enumerable.Range(0, 1000).Select(static number => $"{{\"n\":{number}}}").First(
        static body => Convert.ToBase64String(StandardMac(body)).Contains('+', StringComparison.Ordinal));

    public static IEnumerable<Plant> All => [.. Spelled, .. Carried, .. Refused];

    private static IEnumerable<Plant> Spelled =>
    [
        new("base64 for hex", ["digest_encoding"]) { Headers = Plant.Sully(Convert.ToBase64String(Mac)) },
        new("base64url for hex", ["digest_encoding"]) { Headers = Plant.Sully(Url(Mac)) },
        new("hex for base64", ["digest_encoding"]) { Scheme = SigningScheme.Standard, Headers = Plant.Standard("v1," + Plant.Hex(StandardMac(Plant.Body))) },
        new("base64 without padding", ["digest_encoding"]) { Scheme = SigningScheme.Standard, Headers = Plant.Standard("v1," + OfStandard.TrimEnd('=')) },
        new("a prefix that is not the scheme's", ["digest_prefix"]) { Scheme = SigningScheme.Suki, Headers = Plant.Suki("sha256=" + Plant.Hex(OfSuki)) },
        new("no prefix", ["digest_prefix"]) { Scheme = SigningScheme.Standard, Headers = Plant.Standard(OfStandard) },
        new("another version", ["digest_prefix"]) { Headers = Plant.One("x-sully-signature", $"t={Plant.Seconds},v0={Plant.Hex(Mac)}") },
        new("no prefix at GitHub", ["digest_prefix"])
        {
            Scheme = SigningScheme.GitHub, Headers = Plant.One("X-Hub-Signature-256", Plant.Hex(Plant.Mac(Plant.Secret, Plant.Body))),
        },
        new("capitals", ["digest_capitals"]) { Headers = Plant.Sully(Convert.ToHexString(Mac)), IsProven = false },
        new("another of several secrets", ["secret_other"]) { Headers = Plant.Sully(Plant.Hex(Mac)), Secrets = ["another-secret", Plant.Secret], IsProven = false },
        new("cut", ["digest_cut"]) { Headers = Plant.Sully(Plant.Hex(Mac)[..40]) },
        new("extended", ["digest_extended"]) { Scheme = SigningScheme.Suki, Headers = Plant.Suki(Plant.Hex(OfSuki) + "00") },
        new("the signature alone", ["header_form"]) { Headers = [.. Plant.One("x-sully-signature", Plant.Hex(Mac)), new("x-time", Plant.Seconds)] },
        new("the time of another header, and a bare signature", ["timestamp_other_header"])
        {
            Headers = [.. Plant.One("x-sully-signature", Plant.Hex(Mac)), new("x-time", Plant.Seconds)],
        },
    ];

    private static IEnumerable<Plant> Carried =>
    [
        new("another header", ["header_other"])
        {
            Scheme = SigningScheme.Suki, Headers = [new("generated-at", Plant.Milliseconds), new("X-Signature", Plant.Hex(OfSuki))],
        },
        new("twice", ["header_twice"]) { Scheme = SigningScheme.Suki, Headers = [.. Plant.Suki(Plant.Hex(OfSuki)), new("X-API-Key", Plant.Hex(OfSuki))] },
        new("the timestamp twice", ["header_twice"])
        {
            Scheme = SigningScheme.Suki, Headers = [.. Plant.Suki(Plant.Hex(OfSuki)), new("generated-at", Plant.Milliseconds)],
        },
        new("joined", ["header_joined"]) { Scheme = SigningScheme.Suki, Headers = Plant.Suki($"{Plant.Hex(OfSuki)}, {Plant.Hex(OfSuki)}") },
        new("the timestamp joined", ["header_joined"])
        {
            Scheme = SigningScheme.Suki, Headers = Plant.Suki(Plant.Hex(OfSuki), $"{Plant.Milliseconds}, {Plant.Milliseconds}"),
        },
        new("in quotes", ["header_quoted"]) { Scheme = SigningScheme.Suki, Headers = Plant.Suki($"\"{Plant.Hex(OfSuki)}\"") },
        new("all of it in quotes", ["header_quoted"]) { Headers = Plant.One("x-sully-signature", $"\"t={Plant.Seconds},v1={Plant.Hex(Mac)}\"") },
        new("percent-encoded", ["header_percent_encoded"])
        {
            Scheme = SigningScheme.Standard, Headers = Plant.Standard(Uri.EscapeDataString("v1," + OfStandard)),
        },
        new("a plus that became a space", ["header_plus_lost"])
        {
            Scheme = SigningScheme.Standard,
            Headers = Plant.Standard("v1," + Convert.ToBase64String(StandardMac(WithPlus)).Replace('+', ' ')),
            Received = Encoding.UTF8.GetBytes(WithPlus),
        },
        new("folded", ["header_folded"]) { Headers = Plant.Sully($"{Plant.Hex(Mac)[..30]}\r\n {Plant.Hex(Mac)[30..]}") },
        new("small letters", ["header_case_changed"])
        {
            Scheme = SigningScheme.Standard, Headers = Plant.Standard("v1," + OfStandard.ToLowerInvariant()),
        },
    ];

    private static IEnumerable<Plant> Refused =>
    [
        new("the headers of another scheme", ["missing", "other_scheme"])
        {
            Headers = Plant.One("Stripe-Signature", $"t={Plant.Seconds},v1={Plant.Hex(Mac)}"),
        },
        new("the headers of another scheme, by another secret", ["missing", "other_scheme"])
        {
            Headers = Plant.One("Stripe-Signature", $"t={Plant.Seconds},v1={Plant.Hex(Mac)}"), Secrets = ["another-secret"], IsProven = false,
        },
        new("nothing that can be found", ["mismatch", "unexplained"]) { Headers = Plant.Sully(Plant.Hex(Mac)), Secrets = ["another-secret"], IsProven = false },
        new("a header that is no signature", ["malformed"]) { Headers = Plant.One("x-sully-signature", "nonsense"), IsProven = false },
        new("a header that came twice", ["ambiguous"])
        {
            Headers = [.. Plant.Sully("00"), .. Plant.Sully("00")], IsProven = false,
        },
        new("a time that is far off, by another secret", ["timestamp_out_of_tolerance", "unexplained"])
        {
            Headers = Plant.Sully(Plant.Hex(Mac)), At = Plant.Now.AddDays(2), Secrets = ["another-secret"], IsProven = false,
        },
    ];

    private static byte[] StandardMac(string body) =>
        Plant.Mac(Convert.FromBase64String(Plant.Secret["whsec_".Length..]), $"{Plant.Id}.{Plant.Seconds}.", Encoding.UTF8.GetBytes(body));

    private static string Url(byte[] mac) => Convert.ToBase64String(mac).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
