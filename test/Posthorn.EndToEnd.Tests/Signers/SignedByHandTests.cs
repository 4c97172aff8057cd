using System.Diagnostics;
using System.Globalization;
using System.Text;
using Posthorn.EndToEnd.Tests.Demo;
using Posthorn.Protocol.Signing;
using Posthorn.Testing.Vendors;

namespace Posthorn.EndToEnd.Tests.Signers;

/// <summary>What <c>posthorn sign</c> prints is taken by our verification, by Python's hmac and by openssl.</summary>
public sealed class SignedByHandTests : IDisposable
{
    private const string At = "2026-11-20T09:30:00Z";

    private static readonly DateTimeOffset Signed = new(2026, 11, 20, 9, 30, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-signed-").FullName;

    [Theory]
    [InlineData("suki", "{\"name\":\"Größe – naïve 患者 🩺\"}\n")]
    [InlineData("suki", "\uFEFF{}")]
    [InlineData("sully", "{\n  \"a\": 1\r\n}\r\n")]
    [InlineData("sully", "")]
    public async Task Three_implementations_agree_on_the_bytes_of_a_file(string name, string text)
    {
        SigningScheme.TryGet(name, out var scheme).ShouldBeTrue();
        var (body, path) = (Encoding.UTF8.GetBytes(text), Path.Combine(_folder, "body"));
        await File.WriteAllBytesAsync(path, body, TestContext.Current.CancellationToken);
        var secret = TestSecrets.Of(scheme!);

        var printed = await RunAsync(BuiltProgram.Command[0], ["sign", "--profile", name, "--body", path, "--at", At], secret);
        var headers = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(": ", 2)).Select(static pair => KeyValuePair.Create(pair[0], pair[1])).ToList();

        scheme!.TryCreateKey(secret, out var key, out _).ShouldBeTrue();
        scheme.Verify(new HeaderPairs(headers), body, [key!], Signed, TimeSpan.Zero).IsValid.ShouldBeTrue();
        (await ForeignSigner.Of(name).AcceptsAsync(SignedRequest.From(headers, body), Signed)).ShouldBeTrue();
        headers[^1].Value.ShouldEndWith(await OfOpenSslAsync(name, body, secret));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> OfOpenSslAsync(string name, byte[] body, string secret)
    {
        var head = name == "suki"
            ? Signed.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) + ":"
            : Signed.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) + ".";
        var path = Path.Combine(_folder, "signed");
        await File.WriteAllBytesAsync(path, [.. Encoding.ASCII.GetBytes(head), .. body], TestContext.Current.CancellationToken);

        return (await RunAsync("openssl", ["dgst", "-sha256", "-hmac", secret, "-r", path], secret)).Split(' ')[0];
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string secret)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["POSTHORN_SECRET"] = secret },
        })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
        return output;
    }
}
