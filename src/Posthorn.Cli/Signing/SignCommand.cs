using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Signing;

/// <summary><c>posthorn sign</c>: the headers for a body, made here and now.</summary>
internal static class SignCommand
{
    private const int LongestId = 255;

    private const string WhatItDoes =
        "The headers are printed one a line, as curl's --header @file takes them. What is signed is the bytes of the body as they are: no line break is added or taken off, "
        + "no byte order mark, nothing is parsed. A signature holds for as long as the receiver's tolerance lasts, 300 s where nobody says otherwise.";

    public static CliCommand Create(Surroundings surroundings)
    {
        var profile = ProfileOption.OfSchemes("How to sign: suki, sully, standard, stripe, github or slack.");
        var body = new Option<string?>("--body") { Description = "A file with the body; - reads standard input, which is the default in a pipe.", HelpName = "file" };
        var at = Parameters.Time("--at", "The time of signing. Default: now.");
        var (id, curl) = (MessageId(), Curl());
        var secrets = new SecretOptions("to sign with");
        var command = new CliCommand("sign", "Signs a body: prints the headers that a vendor would send with it.")
        {
            Examples =
            [
                "posthorn sign --profile suki --secret-env WEBHOOK_SECRET --body visit.json",
                "posthorn sign --profile sully --secret-file secret.txt --body visit.json --curl http://127.0.0.1:3000/webhooks/sully",
                "posthorn sign --profile standard --id msg_1 --at 2026-11-20T09:30:00Z --body visit.json --json",
            ],
            Remarks = [WhatItDoes],
        }.With(profile, body).With(secrets.Symbols).With(at, id, curl);
        return LocalCommand.Of(command, surroundings, async (parsed, cancellationToken) =>
        {
            var wish = new SignWish(
                parsed.GetRequiredValue(profile)!, parsed.GetValue(at) ?? surroundings.Clock.GetUtcNow(), parsed.GetValue(id), parsed.GetValue(curl));
            var path = parsed.GetValue(body);
            if (path is null && surroundings.InIsTerminal)
            {
                return Answer.WrongUsage("there is no body. Give --body FILE, or a pipe.");
            }

            path ??= "-";
            if (path == "-" && secrets.TakesStandardInput(parsed))
            {
                return Answer.WrongUsage("--body and --secret-file both read standard input. Give one of them as a file.");
            }

            var content = await Content.ReadRawAsync(path, surroundings, cancellationToken);
            if (!content.IsThere)
            {
                return Answer.WrongUsage($"--body: {content.Problem}");
            }

            var reading = await secrets.ReadAsync(parsed, surroundings, cancellationToken);
            return reading.AreThere ? Sign(wish, path, content.Bytes, reading.Secrets[0], surroundings) : Answer.WrongUsage(reading.Problem);
        });
    }

    private static Option<string?> MessageId()
    {
        var id = new Option<string?>("--id") { Description = "Names the message, where the scheme has a header for that. Default: a new one.", HelpName = "msg" };
        id.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var text }] && (text.Length is 0 or > LongestId || !text.All(static one => char.IsAsciiLetterOrDigit(one) || one is '_' or '-')))
            {
                result.AddError("--id takes letters, digits, _ and - only, 1 to 255 of them.");
            }
        });
        return id;
    }

    private static Option<string?> Curl()
    {
        var curl = new Option<string?>("--curl") { Description = "Prints the command that sends the body to this URL, instead of the headers alone.", HelpName = "url" };
        curl.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")))
            {
                result.AddError("--curl takes an http or https address, such as http://127.0.0.1:3000/webhooks.");
            }
        });
        return curl;
    }

    private static Answer Sign(SignWish wish, string path, byte[] body, NamedSecret secret, Surroundings surroundings)
    {
        if (wish.At < DateTimeOffset.UnixEpoch)
        {
            return Answer.WrongUsage("--at lies before 1970, where no timestamp of a signature can be.");
        }

        if (!wish.Scheme.TryCreateKey(secret.Value, out var key, out var problem))
        {
            return Answer.WrongUsage($"the secret ({secret.Name}) is none for {wish.Scheme}: {problem}");
        }

        var signed = wish.Scheme.Sign(wish.MessageId ?? $"msg_{Guid.CreateVersion7(surroundings.Clock.GetUtcNow()):N}", wish.At, body, [key]);
        List<SignedHeader> headers = [.. Enumerable.Range(0, signed.Count).Select(index => new SignedHeader(signed[index].Key, signed[index].Value))];
        var curl = wish.Curl is null ? null : CurlCommand.Of(wish.Curl, path, headers);
        var answer = new SignedAnswer
        {
            Profile = wish.Scheme.Name,
            At = wish.At.UtcDateTime,
            Headers = headers,
            BodyBytes = body.Length,
            BodySha256 = Convert.ToHexStringLower(SHA256.HashData(body)),
            Curl = curl,
        };
        return new()
        {
            Json = JsonSerializer.SerializeToUtf8Bytes(answer, SigningJson.Readable.SignedAnswer),
            Sheets = [new Sheet.Text(curl?.Split('\n') ?? [.. headers.Select(static header => $"{header.Name}: {header.Value}")])],
            Notes = curl is not null && path == "-" ? ["The body came through a pipe: send the same bytes to the command."] : [],
        };
    }
}
