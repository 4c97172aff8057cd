using System.CommandLine;
using Posthorn.Cli.Calling;
using Posthorn.Protocol.Signing;

namespace Posthorn.Cli.Verifying;

/// <summary>The options that say where the request is that shall be verified.</summary>
internal sealed class RequestOptions
{
    private const string TokenVariable = "POSTHORN_RELAY_TOKEN";

    private readonly Option<string?> _request = new("--request")
    {
        Description = "A file with the request as it came: headers, an empty line, the body; a request line may stand before. - reads standard input, which is the default in a pipe.",
        HelpName = "file",
    };

    private readonly Option<string?> _har = new("--har") { Description = "A recording in the HTTP Archive format (HAR 1.2), from a browser or a proxy.", HelpName = "file" };

    private readonly Option<int?> _entry = new("--entry") { Description = "Which entry of the recording, from 1. Default: the only one that is signed.", HelpName = "n" };

    private readonly Option<string?> _headers = new("--headers") { Description = "A file with the headers alone, one 'Name: value' a line. Needs --body.", HelpName = "file" };

    private readonly Option<string?> _body = new("--body") { Description = "A file with the body alone, byte for byte. Needs --headers.", HelpName = "file" };

    private readonly Option<string?> _relay = new("--relay") { Description = "A relay that keeps the request. Needs --id.", HelpName = "url" };

    private readonly Option<string?> _id = new("--id") { Description = "The id of the arrival at the relay, arr_…", HelpName = "arrival" };

    private readonly Option<string?> _tokenEnv = new("--token-env") { Description = $"The environment variable that has the relay's token. Default: {TokenVariable}.", HelpName = "name" };

    private readonly Option<string?> _tokenFile = new("--token-file") { Description = "A file with the relay's token.", HelpName = "file" };

    public RequestOptions()
    {
        _entry.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
            {
                result.AddError("--entry must be 1 or more.");
            }
        });
        _relay.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var text }] && !ServerAddress.TryParse(text, out _))
            {
                result.AddError("--relay must be an http or https address, such as http://127.0.0.1:8090.");
            }
        });
    }

    public Symbol[] Symbols => [_request, _har, _entry, _headers, _body, _relay, _id, _tokenEnv, _tokenFile];

    /// <summary>How often standard input is to be read.</summary>
    public int CountStandardInput(ParseResult parsed, Surroundings surroundings) =>
        new[] { _request, _har, _headers, _body, _tokenFile }.Count(option => parsed.GetValue(option) == "-")
        + (Ways(parsed).Length == 0 && !surroundings.InIsTerminal ? 1 : 0);

    public async Task<Capture> ReadAsync(ParseResult parsed, SigningScheme scheme, Surroundings surroundings, CancellationToken cancellationToken)
    {
        switch (Ways(parsed))
        {
            case []:
                return surroundings.InIsTerminal
                    ? Capture.WrongUsage("there is no request. Give --request, --har, --headers and --body, --relay and --id, or a pipe.")
                    : await FileAsync(_request, "-", RawRequest.Read, surroundings, cancellationToken);
            case ["--request"]:
                return await FileAsync(_request, parsed.GetValue(_request)!, RawRequest.Read, surroundings, cancellationToken);
            case ["--har"]:
                return await FileAsync(_har, parsed.GetValue(_har)!, bytes => HarFile.Read(bytes, parsed.GetValue(_entry), scheme), surroundings, cancellationToken);
            case ["--headers", "--body"]:
                return await FilesAsync(parsed, surroundings, cancellationToken);
            case ["--relay", "--id"]:
                return await RelayAsync(parsed, surroundings, cancellationToken);
            case [var half] when half is "--headers" or "--body":
                return Capture.WrongUsage("--headers and --body go together.");
            case [var half] when half is "--relay" or "--id":
                return Capture.WrongUsage("--relay and --id go together.");
            case var ways:
                return Capture.WrongUsage($"{string.Join(" and ", ways)} are both given. Which one is meant?");
        }
    }

    private string[] Ways(ParseResult parsed) =>
        [.. new[] { _request, _har, _headers, _body, _relay, _id }.Where(option => parsed.GetResult(option) is not null).Select(static option => option.Name)];

    private static async Task<Capture> FileAsync(
        Option option, string path, Func<byte[], Capture> read, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var content = await Content.ReadRawAsync(path, surroundings, cancellationToken);
        if (!content.IsThere)
        {
            return Capture.Unreadable($"{option.Name}: {content.Problem}");
        }

        var capture = read(content.Bytes);
        return capture is { IsThere: false, ExitCode: ExitCodes.Unreachable } ? capture with { Problem = $"{option.Name}: {capture.Problem}" } : capture;
    }

    private async Task<Capture> FilesAsync(ParseResult parsed, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var body = await Content.ReadRawAsync(parsed.GetValue(_body)!, surroundings, cancellationToken);
        return body.IsThere
            ? await FileAsync(_headers, parsed.GetValue(_headers)!, bytes => RawRequest.ReadHeaders(bytes, body.Bytes), surroundings, cancellationToken)
            : Capture.Unreadable($"{_body.Name}: {body.Problem}");
    }

    private async Task<Capture> RelayAsync(ParseResult parsed, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var (token, problem) = parsed.GetValue(_tokenFile) is { } path
            ? await SecretSources.OfFileAsync(path, surroundings, cancellationToken)
            : SecretSources.OfVariable(parsed.GetValue(_tokenEnv), _tokenEnv.Name, surroundings);
        if (problem is not null)
        {
            return Capture.WrongUsage(problem);
        }

        _ = ServerAddress.TryParse(parsed.GetValue(_relay)!, out var relay);
        return await RelayArrival.FetchAsync(relay!, parsed.GetValue(_id)!, token ?? surroundings.Variable(TokenVariable), surroundings, cancellationToken);
    }
}
