using System.Security.Cryptography;
using System.Text.Json;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Helping;
using Posthorn.Cli.Printing;
using Posthorn.Protocol.Signing;

namespace Posthorn.Cli.Verifying;

/// <summary>One request against the secrets that there are, and what is said of it.</summary>
internal sealed record Verification
{
    private const int Width = 100;

    public required SigningScheme Scheme { get; init; }

    public required CapturedRequest Request { get; init; }

    public required IReadOnlyList<NamedSecret> Secrets { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string AtFrom { get; init; }

    public required TimeSpan Tolerance { get; init; }

    public bool Explains { get; init; }

    public Answer Run()
    {
        var findings = Findings();
        var verdict = findings[0];
        var answer = new VerifiedAnswer
        {
            Valid = verdict.Code == "valid",
            Code = verdict.Code,
            Message = verdict.Message,
            Profile = Scheme.Name,
            Secret = NameOf(verdict),
            At = At.UtcDateTime,
            AtFrom = AtFrom,
            BodyBytes = Request.Body.Length,
            BodySha256 = Convert.ToHexStringLower(SHA256.HashData(Request.Body)),
            Findings = Explains
                ? [.. findings.Skip(1).Select(one => new VerifiedFinding(one.Code, one.Message, one.Evidence is not null, one.Evidence, one.Advice, NameOf(one)))]
                : null,
            Notes = Request.Notes.Count > 0 ? Request.Notes : null,
        };
        return new()
        {
            ExitCode = answer.Valid ? ExitCodes.Done : ExitCodes.Failed,
            Json = JsonSerializer.SerializeToUtf8Bytes(answer, VerifyingJson.Readable.VerifiedAnswer),
            Sheets = [Facts(answer), .. (answer.Findings ?? []).Select(Paragraph)],
            Notes = answer.Valid || Explains ? Request.Notes : [.. Request.Notes, "--explain looks for the reason, and proves it."],
        };
    }

    private IReadOnlyList<SignatureFinding> Findings()
    {
        var headers = new HeaderPairs(Request.Headers);
        if (Explains)
        {
            return SignatureInquiry.Explain(Scheme, headers, Request.Body, [.. Secrets.Select(static secret => secret.Value)], At, Tolerance);
        }

        var (keys, numbers) = (new List<SigningKey>(), new List<int>());
        foreach (var (index, secret) in Secrets.Index())
        {
            if (Scheme.TryCreateKey(secret.Value, out var key, out _))
            {
                keys.Add(key);
                numbers.Add(index + 1);
            }
        }

        var verdict = Scheme.Verify(headers, Request.Body, [.. keys], At, Tolerance);
        return [new(verdict.Code, verdict.Explanation) { SecretNumber = verdict.IsValid ? numbers[verdict.KeyIndex] : null }];
    }

    private string? NameOf(SignatureFinding finding) => finding.SecretNumber is { } number ? Secrets[number - 1].Name : null;

    private Sheet.Facts Facts(VerifiedAnswer answer)
    {
        var rows = new List<(string, Cell)>
        {
            ("verdict", new(answer.Valid ? "valid" : $"not valid: {answer.Code}", answer.Valid ? Tone.Good : Tone.Bad)),
            ("means", answer.Message),
            ("profile", answer.Profile),
            ("verified as of", $"{Times.Text(At)} ({answer.AtFrom})"),
            ("body", $"{answer.BodyBytes} bytes, sha256 {answer.BodySha256}"),
        };
        if (answer.Secret is not null)
        {
            rows.Insert(2, ("secret", answer.Secret));
        }

        return new(rows);
    }

    private static Sheet.Text Paragraph(VerifiedFinding finding)
    {
        var lines = new List<string> { finding.Proven ? $"{finding.Code} (proven)" : finding.Code, $"  {finding.Message}" };
        if (finding.Evidence is { } evidence)
        {
            lines.Add($"  Evidence: {evidence}");
        }

        if (finding.Secret is { } secret)
        {
            lines.Add($"  Secret: {secret}");
        }

        if (finding.Advice is { } advice)
        {
            lines.Add($"  What to do: {advice}");
        }

        return new([.. lines.SelectMany(static line => Wrapped.Text(line.TrimStart(), Width - 4, indent: 4).Split('\n')
            .Select((part, index) => index == 0 ? $"{line[..(line.Length - line.TrimStart().Length)]}{part}" : part))]);
    }
}
