using System.Diagnostics;
using System.Globalization;
using Posthorn.EndToEnd.Tests.HouseRules;
using Posthorn.EndToEnd.Tests.Partners;
using Posthorn.Protocol.Signing;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Signers;

/// <summary>Code of others that signs and verifies: Python's hmac, and the packages of Standard Webhooks and of Stripe. It shares no line with ours.</summary>
internal sealed class ForeignSigner(SigningScheme scheme)
{
    private const string Programs = "test/Posthorn.EndToEnd.Tests/Signers/programs";
    private const string MessageId = "msg_foreign";

    private readonly string _secret = TestSecrets.Of(scheme);

    public static ForeignSigner Of(string name) =>
        SigningScheme.TryGet(name, out var scheme) ? new(scheme) : throw new ArgumentException("There is no such scheme.", nameof(name));

    /// <summary>A request that the others have signed.</summary>
    public async Task<SignedRequest> SignAsync(byte[] body, DateTimeOffset at)
    {
        var signature = await RunAsync("sign", body, scheme.Name == "standard" ? [MessageId, TextOf(at)] : [TextOf(at)]);
        string?[] values = scheme.Name switch
        {
            "suki" => [TextOf(at), signature],
            "standard" => [MessageId, TextOf(at), signature],
            _ => [signature],
        };
        return SignedRequest.From(scheme.HeaderNames.Zip(values, KeyValuePair.Create)!, body);
    }

    /// <summary>Whether the others accept a request that we have signed.</summary>
    public async Task<bool> AcceptsAsync(SignedRequest request, DateTimeOffset at)
    {
        var signature = request.Headers[^1].Value;
        string[] arguments = scheme.Name switch
        {
            "standard" => [request.Headers[0].Value, request.Headers[1].Value, signature],
            "stripe" => [signature],
            _ => [TextOf(at), signature],
        };
        return await RunAsync("verify", request.Body, arguments) == "valid";
    }

    private string TextOf(DateTimeOffset at) =>
        (scheme.Name == "suki" ? at.ToUnixTimeMilliseconds() : at.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);

    private async Task<string> RunAsync(string action, ReadOnlyMemory<byte> body, string[] arguments)
    {
        var program = await ProgramAsync();
        using var process = Process.Start(new ProcessStartInfo(program[0], [.. program[1..], action, scheme.Name, _secret, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        await process.StandardInput.BaseStream.WriteAsync(body);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return output.Trim();
    }

    private async Task<string[]> ProgramAsync()
    {
        if (scheme.Name is "suki" or "sully")
        {
            return [Installed.Python(), Path.Combine(Repository.Root, Programs, "signer.py")];
        }

        var node = Installed.Node();
        var folder = await NodeFolder.PrepareAsync(Programs, build: false, TestContext.Current.CancellationToken);
        return [node, Path.Combine(folder, "signer.mjs")];
    }
}
