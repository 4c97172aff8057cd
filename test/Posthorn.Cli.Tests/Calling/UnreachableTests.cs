using System.Net;
using System.Net.Sockets;
using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Calling;

public sealed class UnreachableTests
{
    [Fact]
    public async Task Where_nothing_listens_the_way_to_start_a_server_is_told()
    {
        // Bound and not listening: the connection is refused, and nobody else gets the port meanwhile.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var run = await new Terminal().RunAsync("partners", "list", "--server", $"http://{socket.LocalEndPoint}");

        run.ExitCode.ShouldBe(ExitCodes.Unreachable);
        run.Out.ShouldBeEmpty();
        Scrubbed.Text(run.Error).ShouldBe("""
            posthorn: nothing listens at http://127.0.0.1:«port»/
              Start a server with: posthorn serve
              Another address: --server or POSTHORN_SERVER.

            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(200, "text/html", "<html>not ours</html>", "answered something that is not a Posthorn server's JSON")]
    [InlineData(502, "text/html", "<html>bad gateway</html>", "answered 502, and not as a Posthorn server does")]
    [InlineData(302, "text/html", "moved", "answered 302, and not as a Posthorn server does")]
    [InlineData(200, "application/json", "{}", "not a Posthorn server's JSON")]
    public async Task Something_else_that_answers_is_not_taken_for_a_server(int status, string contentType, string body, string reason)
    {
        await using var stub = await StubServer.StartAsync(status, contentType, body);

        var run = await new Terminal().RunAsync("partners", "list", "--server", stub.Url);

        run.ExitCode.ShouldBe(ExitCodes.Unreachable);
        run.Error.ShouldContain(reason);
    }
}
