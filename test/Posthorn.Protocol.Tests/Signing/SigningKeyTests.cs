using System.Security.Cryptography;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

public sealed class SigningKeyTests
{
    private int _wrong;

    [Fact]
    public void One_key_serves_many_threads_at_once()
    {
        var scheme = SigningScheme.Suki;
        var key = scheme.KeyOf("test-partner-secret");
        string[] expected =
        [
            .. Enumerable.Range(0, 64).Select(i =>
                Convert.ToHexStringLower(HMACSHA256.HashData("test-partner-secret"u8, [.. "1767323045678:"u8, (byte)i]))),
        ];
        using var start = new Barrier(4);

        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            for (var i = 0; i < 2_000; i++)
            {
                var body = new[] { (byte)(i % 64) };
                if (scheme.Sign("msg_1", SigningShortcuts.Now, body, [key])[1].Value != expected[i % 64])
                {
                    Interlocked.Increment(ref _wrong);
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        _wrong.ShouldBe(0);
    }

    [Fact]
    public void Verifying_allocates_nothing_and_signing_nothing_but_the_header_values()
    {
        var body = new byte[1024];
        foreach (var scheme in SigningScheme.All)
        {
            SigningKey[] keys = [scheme.KeyOf(SigningShortcuts.Secret)];
            var signed = scheme.Sign("msg_1", SigningShortcuts.Now, body, keys);
            var lookup = new Lookup(signed);

            var strings = Enumerable.Range(0, signed.Count).Sum(i => signed[i].Value == "msg_1" ? 0 : Size(signed[i].Value));
            Allocated(() => scheme.Sign("msg_1", SigningShortcuts.Now, body, keys)).ShouldBe(strings);
            Allocated(() => scheme.Verify(lookup, body, keys, SigningShortcuts.Now, scheme.DefaultTolerance)).ShouldBe(0);
        }
    }

    /// <summary>A string: header, method table, length, characters and a terminator, in steps of eight bytes.</summary>
    private static long Size(string text) => (22 + (text.Length * 2) + 7) / 8 * 8;

    /// <summary>The least of several runs: the first ones pay for the runtime's own tables.</summary>
    private static long Allocated<T>(Func<T> action) => Enumerable.Range(0, 10).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = action();
        var after = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(result);
        return after - before;
    });

    private readonly struct Lookup(SignedHeaders headers) : IHeaderLookup
    {
        private readonly SignedHeaders _headers = headers;

        public HeaderValue Find(string name)
        {
            for (var i = 0; i < _headers.Count; i++)
            {
                if (_headers[i].Key == name)
                {
                    return new(_headers[i].Value);
                }
            }

            return HeaderValue.Missing;
        }
    }
}
