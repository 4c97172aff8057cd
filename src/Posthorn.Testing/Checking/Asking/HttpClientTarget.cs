using System.Buffers;
using System.Text;

namespace Posthorn.Testing.Checking.Asking;

/// <summary>A receiver behind an <see cref="HttpClient"/> that a test has made, such as that of a <c>WebApplicationFactory</c>.</summary>
internal sealed class HttpClientTarget(HttpClient http, string path, TimeProvider clock) : ITarget
{
    private const int Most = 16 * 1024;

    public string Name => path.Split('?')[0];

    public bool IsRemote => false;

    public bool IsHttps => false;

    public bool IsLoopback => true;

    public async Task<Reply> AskAsync(Probe probe, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var message = ProbeMessage.Of(probe, new(path, UriKind.RelativeOrAbsolute));
        var start = clock.GetTimestamp();
        try
        {
            using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await using var stream = await answer.Content.ReadAsStreamAsync(either.Token);
            var body = new ArrayBufferWriter<byte>(Most);
            while (body.WrittenCount < Most && await stream.ReadAsync(body.GetMemory(Most - body.WrittenCount), either.Token) is var read and > 0)
            {
                body.Advance(read);
            }

            var head = new StringBuilder().Append(answer.Headers).Append(answer.Content.Headers).ToString();
            return new((int)answer.StatusCode, Fault: null, clock.GetElapsedTime(start), head, body.WrittenMemory);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Reply.None("timeout", clock.GetElapsedTime(start));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return Reply.None("connection_lost", clock.GetElapsedTime(start));
        }
    }

    public Task<TlsReading?> ReadTlsAsync(CancellationToken cancellationToken) => Task.FromResult<TlsReading?>(null);
}
