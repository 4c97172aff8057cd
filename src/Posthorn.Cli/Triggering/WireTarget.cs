using Posthorn.Delivery.Sending;
using Posthorn.Protocol.Signing;
using Posthorn.Testing.Vendors;

namespace Posthorn.Cli.Triggering;

/// <summary>Signs as the vendor does and posts through the guarded handler.</summary>
internal sealed class WireTarget(EndpointClient client, Uri url, SigningScheme scheme, string secret, TimeProvider clock) : ITriggerTarget
{
    private const int FirstOfRefusals = 400;
    private const int FirstOfFailures = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongAgo = TimeSpan.FromHours(2);

    public async Task<TriggerSent> SendAsync(TriggerEvent happening, TriggerFault fault, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow() - (fault == TriggerFault.Late ? LongAgo : TimeSpan.Zero);
        var signed = SignedRequest.Sign(
            scheme, fault == TriggerFault.WrongSecret ? TestSecrets.OtherOf(scheme) : secret, happening.Body, at, happening.Id);
        var request = new OutgoingRequest
        {
            Url = url,
            Body = fault == TriggerFault.Tampered ? Tampered(happening.Body) : happening.Body,
            Headers = signed.Headers,
            Deadline = Patience,
        };
        var started = clock.GetTimestamp();
        var outcome = await client.SendAsync(request, cancellationToken);
        var status = (outcome as AttemptOutcome.Answered)?.Status;
        return new()
        {
            Type = happening.Type,
            Subject = happening.Subject,
            Fault = TriggerFaults.NameOf(fault),
            Status = status,
            Outcome = outcome.Code,
            TookMs = Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 1),
            Expected = fault.IsToBeRefused() ? "refused" : "accepted",
            AsExpected = fault.IsToBeRefused() ? status is >= FirstOfRefusals and < FirstOfFailures : status is >= 200 and < 300,
        };
    }

    /// <summary>One letter is another one, so that it stays the JSON that it was, or a byte more where there is no letter.</summary>
    private static ReadOnlyMemory<byte> Tampered(ReadOnlyMemory<byte> body)
    {
        var last = body.Span.LastIndexOfAnyInRange((byte)'a', (byte)'z');
        if (last < 0)
        {
            return (byte[])[.. body.Span, (byte)' '];
        }

        var changed = body.ToArray();
        changed[last] = (byte)char.ToUpperInvariant((char)changed[last]);
        return changed;
    }
}
