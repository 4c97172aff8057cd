using System.Security.Cryptography;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Tests.Secrets;

/// <summary>Master keys for tests.</summary>
internal static class Keys
{
    public static readonly string One = Convert.ToBase64String(Enumerable.Range(1, 32).Select(static n => (byte)n).ToArray());
    public static readonly string Other = Convert.ToBase64String(Enumerable.Range(2, 32).Select(static n => (byte)n).ToArray());

    public static ValueTask<SecretVault> OpenAsync(IConfigurationStore store, string? key = null) =>
        SecretVault.OpenAsync(store, new MasterKeySource(key ?? One, "unused.key", RandomNumberGenerator.Fill), RandomNumberGenerator.Fill);
}
