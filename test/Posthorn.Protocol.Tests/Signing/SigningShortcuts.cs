using System.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

/// <summary>What most tests of signatures say over and over.</summary>
internal static class SigningShortcuts
{
    internal static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    internal const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    internal static SigningKey KeyOf(this SigningScheme scheme, string secret) =>
        scheme.TryCreateKey(secret, out var key, out var problem) ? key : throw new ArgumentException(problem, nameof(secret));

    internal static Dictionary<string, string> SignWith(this SigningScheme scheme, string body, params SigningKey[] keys) =>
        scheme.Sign("msg_1", Now, Encoding.UTF8.GetBytes(body), keys).ToDictionary();

    internal static Dictionary<string, string> ToDictionary(this SignedHeaders headers) =>
        Enumerable.Range(0, headers.Count).Select(i => headers[i]).ToDictionary(pair => pair.Key, pair => pair.Value);

    internal static SignatureVerdict Check(
        this SigningScheme scheme, IEnumerable<KeyValuePair<string, string>> headers, string body, params SigningKey[] keys) =>
        scheme.Verify(new HeaderPairs(headers), Encoding.UTF8.GetBytes(body), keys, Now, scheme.DefaultTolerance);
}
