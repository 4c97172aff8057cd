using Microsoft.AspNetCore.Http;
using Posthorn.EndToEnd.Tests.HouseRules;
using Posthorn.Protocol.Signing;
using Posthorn.Testing.Endpoints;

namespace Posthorn.EndToEnd.Tests.Sessions;

/// <summary>What documents show as a session at a terminal is what the program does.</summary>
public sealed class ShownSessionTests
{
    private const string Receiver = "127.0.0.1:3000";

    [Theory]
    [InlineData("docs/verify.md", "docs/verify", 6)]
    [InlineData("docs/trigger.md", "docs/verify", 8)]
    [InlineData("docs/check.md", "docs/verify", 4)]
    public async Task A_session_of_a_document_prints_what_the_document_shows(string document, string files, int commands)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash to rely on.");
        await using var receiver = await TestEndpoint.StartAsync();
        receiver.Answer = context => AnswerAsync(context, receiver);
        var address = receiver.Address.ToString();
        var shown = ShownCommand.In(Repository.Markdown.Single(file => file.IsUnder(document)));
        shown.Count.ShouldBe(commands);

        var printed = await ShownSession.RunAsync(
            shown.Select(command => command with { Line = command.Line.Replace(Receiver, address, StringComparison.Ordinal) }), files, TestContext.Current.CancellationToken);

        printed.Count.ShouldBe(commands);
        foreach (var (command, output) in shown.Zip(printed))
        {
            ShownSession.Scrubbed(output.Replace(address, Receiver, StringComparison.Ordinal)).ShouldBe(ShownSession.Scrubbed(command.Output), command.Line);
        }
    }

    /// <summary>A receiver that knows the secret of the documents and looks at nothing but the signature.</summary>
    private static Task AnswerAsync(HttpContext context, TestEndpoint receiver)
    {
        var scheme = SigningScheme.Sully;
        scheme.TryCreateKey("example-secret-of-the-docs", out var key, out _).ShouldBeTrue();
        var request = receiver.Received.Last(received => received.ConnectionId == context.Connection.Id);
        var headers = new HeaderPairs(request.Headers.Select(static header => KeyValuePair.Create(header.Key, header.Value.ToString())));
        var verdict = scheme.Verify(headers, request.Body.Span, [key!], TimeProvider.System.GetUtcNow(), scheme.DefaultTolerance);
        context.Response.StatusCode = verdict.IsValid ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
