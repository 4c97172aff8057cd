using System.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

public sealed class PropertyTests
{
    private const int Rounds = 2_000;

    public static TheoryData<SigningScheme> Schemes => [.. SigningScheme.All];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void What_is_signed_verifies_and_after_any_change_of_a_byte_it_does_not(SigningScheme scheme)
    {
        var random = new Random(7);
        for (var round = 0; round < Rounds; round++)
        {
            var body = new byte[random.Next(1, 300)];
            random.NextBytes(body);
            var at = DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(253_402_300_799_999));
            var key = scheme.KeyOf("whsec_" + Convert.ToBase64String([.. body.Take(64), 1]));
            var headers = new HeaderPairs(scheme.Sign($"msg_{round}", at, body, [key]).ToDictionary());
            scheme.Verify(headers, body, [key], at, TimeSpan.Zero).Status.ShouldBe(SignatureStatus.Valid);

            body[random.Next(body.Length)] ^= (byte)random.Next(1, 256);

            scheme.Verify(headers, body, [key], at, TimeSpan.Zero).Status.ShouldBe(SignatureStatus.Mismatch);
        }
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Another_secret_never_verifies(SigningScheme scheme)
    {
        var random = new Random(8);
        var right = scheme.KeyOf(SigningShortcuts.Secret);
        var headers = scheme.SignWith("{}", right);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = new byte[random.Next(1, 64)];
            random.NextBytes(bytes);
            var wrong = scheme.KeyOf(Convert.ToBase64String(bytes));

            scheme.Check(headers, "{}", wrong).Status.ShouldBe(SignatureStatus.Mismatch);
            scheme.Check(headers, "{}", wrong, right).KeyIndex.ShouldBe(1);
        }
    }

    [Fact]
    public void B_S10_no_two_messages_of_the_standard_scheme_have_the_same_signature()
    {
        // Every way of cutting one text into id, time and body, of which the scheme may sign at most one.
        const string Text = "a1.1.1.1.b";
        var scheme = SigningScheme.Standard;
        var key = scheme.KeyOf(SigningShortcuts.Secret);
        var dots = Enumerable.Range(0, Text.Length).Where(i => Text[i] == '.').ToList();
        var accepted = new List<string>();
        foreach (var (first, second) in from first in dots from second in dots where second > first select (first, second))
        {
            var (id, time, body) = (Text[..first], Text[(first + 1)..second], Text[(second + 1)..]);
            var pairs = new Dictionary<string, string>
            {
                ["webhook-id"] = id,
                ["webhook-timestamp"] = time,
                ["webhook-signature"] = SignText(key),
            };
            var bytes = Encoding.ASCII.GetBytes(body);
            if (scheme.Verify(new HeaderPairs(pairs), bytes, [key], DateTimeOffset.UnixEpoch, TimeSpan.MaxValue).IsValid)
            {
                accepted.Add($"{id}|{time}|{body}");
            }
        }

        accepted.ShouldBe(["a1|1|1.1.b"]);

        static string SignText(SigningKey key)
        {
            Span<byte> mac = stackalloc byte[32];
            key.ComputeMac(Encoding.ASCII.GetBytes(Text), [], mac);
            return "v1," + Convert.ToBase64String(mac);
        }
    }
}
