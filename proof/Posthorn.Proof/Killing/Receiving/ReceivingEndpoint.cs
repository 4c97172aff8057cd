using Microsoft.AspNetCore.Http;
using Posthorn.Proof.Killing.Planning;
using Posthorn.Protocol.Signing;

namespace Posthorn.Proof.Killing.Receiving;

/// <summary>One endpoint of the receiver: what it knows of the sender, and what it has seen.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class ReceivingEndpoint(GroundEndpoint endpoint)
{
    private readonly HashSet<int> _seen = [];
    private SigningScheme _scheme = SigningScheme.Standard;
    private SigningKey? _key;
    private long _requests;

    public GroundEndpoint Endpoint { get; } = endpoint;

    /// <summary>Takes the secret with which the server signs.</summary>
    public void Trust(string secret)
    {
        _scheme = SigningScheme.TryGet(Endpoint.Profile, out var scheme) ? scheme : throw new InvalidOperationException("There is no such profile.");
        _key = _scheme.TryCreateKey(secret, out var key, out var problem) ? key : throw new ArgumentException(problem, nameof(secret));
    }

    /// <summary>The number of this request, from 0.</summary>
    public long Count() => Interlocked.Increment(ref _requests) - 1;

    public bool IsSigned(IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        _key is { } key && _scheme.Verify(new RequestHeaders(headers), body, [key], now, _scheme.DefaultTolerance).IsValid;

    /// <returns>Whether the event is here for the first time.</returns>
    public bool IsNew(int number)
    {
        lock (_seen)
        {
            return _seen.Add(number);
        }
    }
}
