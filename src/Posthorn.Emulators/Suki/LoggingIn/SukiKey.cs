using System.Security.Cryptography;
using Posthorn.Emulators.Running;
using Posthorn.Hosting;

namespace Posthorn.Emulators.Suki.LoggingIn;

/// <summary>The key that tokens are signed with. Made while the emulator starts, for that takes a moment; kept beside a store that is kept.</summary>
internal sealed class SukiKey
{
    public const string KeyId = "sdp-pub";

    private const int Bits = 2048;

    private readonly Lock _gate = new();
    private readonly Task<RSA> _key;

    public SukiKey(EmulatorOptions options)
    {
        var file = options.Storage == EmulatorOptions.Memory ? null : $"{StorageKind.PathOf(options.Storage)}.{KeyId}.pem";
        _key = Task.Run(() => Get(file));
    }

    public async ValueTask<byte[]> SignAsync(byte[] data)
    {
        var key = await _key;
        lock (_gate)
        {
            return key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public async ValueTask<bool> HasSignedAsync(byte[] data, byte[] signature)
    {
        var key = await _key;
        lock (_gate)
        {
            return key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public async ValueTask<RSAParameters> PublicAsync()
    {
        var key = await _key;
        lock (_gate)
        {
            return key.ExportParameters(includePrivateParameters: false);
        }
    }

    private static RSA Get(string? file)
    {
        if (file is null || !File.Exists(file))
        {
            var made = RSA.Create(Bits);
            if (file is not null)
            {
                Keep(file, made);
            }

            return made;
        }

        var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }

    private static void Keep(string file, RSA key)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(key.ExportPkcs8PrivateKeyPem());
    }
}
