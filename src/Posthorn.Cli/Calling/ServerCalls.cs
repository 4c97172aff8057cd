using System.CommandLine;
using System.Text.Json;
using Posthorn.Api;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Calling;

/// <summary>What all commands that speak to a server have in common: where it is, with which key, how to print, how to fail.</summary>
internal sealed class ServerCalls
{
    private readonly Option<string?> _server;
    private readonly Option<string?> _key;
    private readonly Option<bool> _json;
    private readonly Surroundings _surroundings;

    /// <param name="surroundings">What commands take from outside.</param>
    /// <param name="json">What the help says of <c>--json</c>.</param>
    public ServerCalls(Surroundings surroundings, string json = "Prints the server's JSON.")
    {
        _surroundings = surroundings;
        _json = new("--json") { Description = json };
        _server = new("--server")
        {
            Description = $"The server to call. Default: POSTHORN_SERVER, or {ServerAddress.Default}.",
            HelpName = "url",
        };
        _key = new("--key")
        {
            Description = "The key to call with. Default: POSTHORN_KEY, which others on this machine cannot see.",
            HelpName = "key",
        };
        _server.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !ServerAddress.TryParse(result.Tokens[0].Value, out _))
            {
                result.AddError("--server must be an http or https address, such as http://127.0.0.1:8080.");
            }
        });
    }

    public Surroundings Surroundings => _surroundings;

    /// <summary>Makes a command out of one call.</summary>
    public CliCommand Command(CliCommand command, Func<ParseResult, PosthornClient, CancellationToken, Task<Answer>> call)
    {
        command.With(_json, _server, _key);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, call, cancellationToken));
        return command;
    }

    public bool WantsJson(ParseResult parsed) => parsed.GetValue(_json);

    private async Task<int> RunAsync(
        ParseResult parsed, Func<ParseResult, PosthornClient, CancellationToken, Task<Answer>> call, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync(parsed, call, cancellationToken);
        new Printer(_surroundings).Print(answer, WantsJson(parsed));
        return answer.ExitCode;
    }

    private async Task<Answer> AnswerAsync(
        ParseResult parsed, Func<ParseResult, PosthornClient, CancellationToken, Task<Answer>> call, CancellationToken cancellationToken)
    {
        var address = parsed.GetValue(_server) ?? _surroundings.Variable("POSTHORN_SERVER") ?? ServerAddress.Default;
        if (!ServerAddress.TryParse(address, out var server))
        {
            return Answer.WrongUsage("POSTHORN_SERVER must be an http or https address, such as http://127.0.0.1:8080.");
        }

        var key = parsed.GetValue(_key) ?? _surroundings.Variable("POSTHORN_KEY");
        if (key is not null && key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return Answer.WrongUsage("The key holds a space or a line break, or is empty. Copy it again.");
        }

        using var http = ServerAddress.Connect(server, key);
        try
        {
            return await call(parsed, new(http), cancellationToken);
        }
        catch (PosthornApiException refused)
        {
            return WantsJson(parsed) ? Refusal.AsJson(refused) : Refusal.Of(refused, hasKey: key is not null);
        }
        catch (HttpRequestException failure)
        {
            return Unreachable.Of(server, failure);
        }
        catch (JsonException)
        {
            return Unreachable.NotPosthorn(server);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unreachable.TooSlow(server, http.Timeout);
        }
    }
}
