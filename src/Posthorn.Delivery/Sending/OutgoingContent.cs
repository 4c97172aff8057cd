using System.Net;

namespace Posthorn.Delivery.Sending;

/// <summary>The request's body, handed to the connection without a copy; and the witness of how far the attempt came.</summary>
internal sealed class OutgoingContent(ReadOnlyMemory<byte> body) : HttpContent
{
    private volatile string _phase = SendPhases.Connect;

    /// <summary>One of <see cref="SendPhases"/>.</summary>
    public string Phase => _phase;

    /// <summary>Whether a byte of the request may have left. Request heads are buffered until the body is asked for, so this is the moment.</summary>
    public bool MayHaveLeft => TimesWritten > 0;

    /// <summary>More than once where HTTP/2 was told that the first time went unprocessed and tried again.</summary>
    public int TimesWritten { get; private set; }

    public void EnterTls() => _phase = SendPhases.Tls;

    public void EnterBody() => _phase = SendPhases.Body;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        TimesWritten++;
        _phase = SendPhases.Head;
        return stream.WriteAsync(body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
