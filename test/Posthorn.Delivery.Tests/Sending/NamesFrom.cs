using System.Net;
using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Tests.Sending;

/// <summary>Answers name lookups by a rule of the test's.</summary>
internal sealed class NamesFrom(Func<string, int, IPAddress[]> rule) : INameResolver
{
    private int _lookups;

    public int Lookups => Volatile.Read(ref _lookups);

    public static NamesFrom Always(params string[] addresses) => new((_, _) => [.. addresses.Select(IPAddress.Parse)]);

    public ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
        => ValueTask.FromResult(rule(host, Interlocked.Increment(ref _lookups)));
}
