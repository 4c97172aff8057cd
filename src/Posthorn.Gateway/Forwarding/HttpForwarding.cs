using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Sending;
using Posthorn.Gateway.Configuration;

namespace Posthorn.Gateway.Forwarding;

/// <summary>A service that is posted the bytes as they came, signed anew as Standard Webhooks with a secret of its own.</summary>
internal sealed class HttpForwarding(ForwardingTarget.Http target, IEndpointClient client) : IForwarding
{
    public ValueTask<AttemptOutcome> ForwardAsync(Endpoint endpoint, DueDelivery delivery, ForwardedEvent told, DateTimeOffset at, CancellationToken stop)
    {
        // The store knows the destination's name; where it is and how it is signed for, the configuration alone.
        var destination = endpoint with
        {
            Url = target.Url,
            Secrets = target.Secrets,
            Settings = endpoint.Settings with { Headers = [.. told.Headers.Select(Escaped), .. target.Headers] },
        };
        return RequestSigner.Sign(destination, delivery, at) is { } request
            ? client.SendAsync(request, stop)
            : new(new AttemptOutcome.Rejected(FailureReasons.IntegrityFailed));
    }

    public ValueTask DisposeAsync() => default;

    // A subject is a vendor's text, and may hold anything.
    private static KeyValuePair<string, string> Escaped(KeyValuePair<string, string> header) =>
        header.Key == ForwardedEvent.SubjectHeader ? new(header.Key, Uri.EscapeDataString(header.Value)) : header;
}
