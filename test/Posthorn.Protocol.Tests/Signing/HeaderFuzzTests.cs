using System.Globalization;
using System.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

public sealed class HeaderFuzzTests
{
    private const int Rounds = 100_000;
    private const string Spice = "0123456789abcdefABCDEF=,. \t\r\n+-/_v1t:;\"'\0\u007fé１\u212a\ud800";

    [Fact]
    public void A_hundred_thousand_mutated_requests_are_judged_as_by_an_obvious_implementation()
    {
        var random = new Random(20260102);
        var requests = SigningScheme.All.Select(scheme => new SignedRequest(scheme)).ToList();
        var seen = new Dictionary<SignatureStatus, int>();

        for (var round = 0; round < Rounds; round++)
        {
            var request = requests[random.Next(requests.Count)];
            var headers = request.Headers.ToDictionary();
            for (var mutations = random.Next(4); mutations > 0; mutations--)
            {
                Mutate(headers, random);
            }

            var actual = request.Scheme.Check(headers, request.Body, request.Key).Status;
            var expected = ReferenceVerifier.Verify(
                request.Scheme.Name, headers, Encoding.UTF8.GetBytes(request.Body), SigningShortcuts.Secret, SigningShortcuts.Now);

            seen[actual] = seen.GetValueOrDefault(actual) + 1;
            if (actual != expected)
            {
                var text = string.Join(" | ", headers.Select(pair => $"{pair.Key}: {pair.Value}"));
                Assert.Fail($"Round {round}, {request.Scheme}: {actual}, but {expected} was expected of {text}");
            }
        }

        // A fuzz that meets one answer only has tested nothing.
        foreach (var status in new[]
        {
            SignatureStatus.Valid, SignatureStatus.Missing, SignatureStatus.Malformed, SignatureStatus.OutsideTolerance,
            SignatureStatus.Mismatch,
        })
        {
            seen.GetValueOrDefault(status).ShouldBeGreaterThan(500, status.ToString());
        }
    }

    private static void Mutate(Dictionary<string, string> headers, Random random)
    {
        var (name, value) = headers.ElementAt(random.Next(headers.Count));
        var at = random.Next(value.Length + 1);
        var spice = Spice[random.Next(Spice.Length)].ToString();
        headers[name] = random.Next(14) switch
        {
            0 => value.Insert(at, spice),
            1 when at < value.Length => value.Remove(at, 1),
            2 when at < value.Length => value.Remove(at, 1).Insert(at, spice),
            3 => value[..at],
            4 => value[at..],
            5 => value + "," + value,
            6 => value + " " + value,
            7 => string.Join(',', value.Split(',').Reverse()),
            8 => value.ToUpperInvariant(),
            9 => string.Concat(Enumerable.Repeat(value + ",", random.Next(20))) + value,
            10 => string.Concat(Enumerable.Repeat(value + " ", random.Next(20))) + value,
            11 => value.Replace(",", " , ", StringComparison.Ordinal),
            12 when value.Length > 3 => Shift(value, random),
            _ => value,
        };
    }

    /// <summary>Moves the time by up to ten minutes in either unit, so that both sides of the tolerance are met.</summary>
    private static string Shift(string value, Random random)
    {
        var digits = new string([.. value.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
        if (digits.Length is 0 or > 15)
        {
            return value;
        }

        var step = random.Next(-600, 601) * (digits.Length > 11 ? 1000L : 1L);
        var moved = long.Parse(digits, CultureInfo.InvariantCulture) + step;
        return value.Replace(digits, moved.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private sealed class SignedRequest(SigningScheme scheme)
    {
        public SigningScheme Scheme { get; } = scheme;

        public string Body { get; } = "{\"status\":\"success\"}";

        public SigningKey Key { get; } = scheme.KeyOf(SigningShortcuts.Secret);

        public Dictionary<string, string> Headers => Scheme.SignWith(Body, Key);
    }
}
