using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Posthorn.Delivery.Sending;
using Posthorn.Testing.Checking.Asking;

namespace Posthorn.Cli.Checking.Asking;

/// <summary>One request over a connection of its own, written out: an HTTP client would join two headers of one name into one.</summary>
internal sealed class RawExchange(Uri url, GuardedDialer dialer, X509Certificate2Collection? extraAuthorities)
{
    private const int MostAnswer = 16 * 1024;

    public async Task<(int Status, string Head, ReadOnlyMemory<byte> Body)> AskAsync(Probe probe, CancellationToken cancellationToken)
    {
        var isTls = url.Scheme == Uri.UriSchemeHttps;
        await using var line = await dialer.ConnectAsync(new Destination(url.IdnHost, url.Port, isTls), cancellationToken);
        await using var tls = isTls ? new SslStream(line, leaveInnerStreamOpen: true) : null;
        if (tls is not null)
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = url.IdnHost,
                    CertificateChainPolicy = ServerCertificateCheck.Policy(),
                    RemoteCertificateValidationCallback = new ServerCertificateCheck(extraAuthorities).Check,
                },
                cancellationToken);
        }

        var stream = tls ?? line;
        await stream.WriteAsync(Head(probe), cancellationToken);
        await stream.WriteAsync(probe.Body, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        return await ReadAsync(stream, cancellationToken);
    }

    private byte[] Head(Probe probe)
    {
        var head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{probe.Method} {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: close\r\nUser-Agent: posthorn-check\r\n")
            .Append(CultureInfo.InvariantCulture, $"Content-Type: {probe.ContentType}\r\nContent-Length: {probe.Body.Length}\r\n");
        foreach (var (name, value) in probe.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }

    // An interim answer is not sent to whoever did not ask for one, so the first status is the answer's.
    private static async Task<(int Status, string Head, ReadOnlyMemory<byte> Body)> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostAnswer];
        var length = 0;
        while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is var read and > 0)
        {
            length += read;
        }

        var all = buffer.AsMemory(0, length);
        var end = all.Span.IndexOf("\r\n\r\n"u8);
        var head = Encoding.Latin1.GetString(end < 0 ? all.Span : all.Span[..end]);
        return head.Split(' ') is [['H', 'T', 'T', 'P', ..], var status, ..] && int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (number, head, end < 0 ? default : all[(end + 4)..])
            : throw new HttpIOException(HttpRequestError.InvalidResponse);
    }
}
