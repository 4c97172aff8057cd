using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Posthorn.Cli.Calling;
using Posthorn.Delivery.Sending;
using Posthorn.Testing.Checking.Asking;

namespace Posthorn.Cli.Checking.Asking;

/// <summary>A receiver at an address that the user has typed, asked through the guarded handler.</summary>
/// <remarks>Safe for many requests at once.</remarks>
internal sealed class RemoteTarget : ITarget, IDisposable
{
    private readonly Uri _url;
    private readonly TimeProvider _clock;
    private readonly HttpMessageInvoker _invoker;
    private readonly RawExchange _raw;
    private readonly Handshake _handshake;
    private readonly int _most;

    private RemoteTarget(Uri url, EgressOptions egress, TimeProvider clock)
    {
        (_url, _clock, _most) = (url, clock, egress.MaxAnswerBytes);
        var (resolver, connector) = (new SystemNameResolver(), new SocketConnector());
        var dialer = new GuardedDialer(egress, resolver, connector, clock);
        _invoker = GuardedHandler.CreateInvoker(egress, resolver, connector, clock);
        _handshake = new(url, dialer, egress.ExtraAuthorities);
        _raw = new(url, dialer, egress.ExtraAuthorities);
    }

    /// <param name="authorities">Trusted beside the system's.</param>
    public static RemoteTarget At(Uri url, TimeProvider clock, X509Certificate2Collection? authorities = null) => new(url, OwnEgress.Trusting(authorities), clock);

    public string Name => _url.GetLeftPart(UriPartial.Path);

    public bool IsRemote => true;

    public bool IsHttps => _url.Scheme == Uri.UriSchemeHttps;

    public bool IsLoopback => _url.IsLoopback;

    public async Task<Reply> AskAsync(Probe probe, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var content = new OutgoingContent(probe.Body);
        using var deadline = new CancellationTokenSource(patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var start = _clock.GetTimestamp();
        try
        {
            var (status, head, body) = probe.HasTwins ? await _raw.AskAsync(probe, either.Token) : await SendAsync(probe, content, either.Token);
            return new(status, Fault: null, _clock.GetElapsedTime(start), head, body);
        }
        catch (Exception failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Reply.None(deadline.IsCancellationRequested ? "timeout" : AttemptFailure.Of(failure, content).Code, _clock.GetElapsedTime(start));
        }
    }

    public async Task<TlsReading?> ReadTlsAsync(CancellationToken cancellationToken) => IsHttps ? await _handshake.ReadAsync(cancellationToken) : null;

    public void Dispose() => _invoker.Dispose();

    private async Task<(int Status, string Head, ReadOnlyMemory<byte> Body)> SendAsync(Probe probe, OutgoingContent content, CancellationToken cancellationToken)
    {
        using var message = ProbeMessage.Of(probe, _url, content);
        if (!probe.IsHttp2)
        {
            message.Version = HttpVersion.Version11;
        }

        using var answer = await _invoker.SendAsync(message, cancellationToken);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var body = new ArrayBufferWriter<byte>(_most);
        while (body.WrittenCount < _most && await stream.ReadAsync(body.GetMemory(_most - body.WrittenCount)[..(_most - body.WrittenCount)], cancellationToken) is var read and > 0)
        {
            body.Advance(read);
        }

        return ((int)answer.StatusCode, new StringBuilder().Append(answer.Headers).Append(answer.Content.Headers).ToString(), body.WrittenMemory);
    }
}
