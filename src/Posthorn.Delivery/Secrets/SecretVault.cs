using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Secrets;

/// <summary>Seals what must be read again and never seen: AES-256-GCM, bound to the place in the store where the value belongs.</summary>
/// <remarks>Safe for any number of threads. Prints as <c>***</c>.</remarks>
[DebuggerDisplay("***")]
internal sealed class SecretVault : IDisposable
{
    private const string CheckName = "master_key_check";

    private readonly MasterKey _key;
    private readonly FillRandom _random;
    private readonly SealBudget _budget;

    private SecretVault(MasterKey key, FillRandom random, SealBudget budget)
    {
        _key = key;
        _random = random;
        _budget = budget;
    }

    /// <summary>Opens the vault of a store with the key that it was begun with; the first key there is becomes that one.</summary>
    /// <exception cref="StartRefusedException">It is another key, or none.</exception>
    public static async ValueTask<SecretVault> OpenAsync(IMetaStore store, MasterKeySource source, FillRandom random)
    {
        var check = await store.ReadMetaAsync(CheckName);
        var key = source.Load(mayCreate: check is null);
        if (check is null && !await store.WriteMetaAsync(CheckName, null, key.Check.ToArray()))
        {
            // Another node began the store at the same moment.
            check = await store.ReadMetaAsync(CheckName);
        }

        if (check is not null && !CryptographicOperations.FixedTimeEquals(check, key.Check.Span))
        {
            throw new StartRefusedException(
                "master_key_mismatch",
                $"master_key_mismatch: this is not the master key that sealed the secrets in the database (its id is {Convert.ToHexStringLower(key.Id.Span)}). "
                + $"Set {MasterKeySource.Variable} to the right one, or put its key file back at '{source.KeyFile}'. Nothing was changed.");
        }

        return new(key, random, new(store));
    }

    /// <summary>Seals a value for one place. Each time under a new nonce: the same value never looks the same.</summary>
    public async ValueTask<byte[]> SealAsync(SealedPlace place, ReadOnlyMemory<byte> value)
    {
        await _budget.SpendAsync();
        return Seal(place, value.Span);
    }

    /// <summary>Opens what was sealed for this place with this key, and nothing else: not another row's, not a changed one.</summary>
    public bool TryOpen(SealedPlace place, ReadOnlySpan<byte> sealedValue, [NotNullWhen(true)] out byte[]? value)
    {
        value = null;
        if (sealedValue.Length < SealedFormat.Overhead
            || sealedValue[0] != SealedFormat.Version
            || !sealedValue[1..SealedFormat.NonceAt].SequenceEqual(_key.Id.Span))
        {
            return false;
        }

        var opened = new byte[sealedValue.Length - SealedFormat.Overhead];
        try
        {
            using var cipher = _key.CreateCipher();
            cipher.Decrypt(
                sealedValue[SealedFormat.NonceAt..SealedFormat.TextAt],
                sealedValue[SealedFormat.TextAt..^SealedFormat.TagBytes],
                sealedValue[^SealedFormat.TagBytes..],
                opened,
                place.ToAssociatedData(_key.Id.Span));
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        value = opened;
        return true;
    }

    public void Dispose() => _budget.Dispose();

    /// <summary>Never the key.</summary>
    public override string ToString() => "***";

    private byte[] Seal(SealedPlace place, ReadOnlySpan<byte> value)
    {
        var result = new byte[value.Length + SealedFormat.Overhead];
        result[0] = SealedFormat.Version;
        _key.Id.Span.CopyTo(result.AsSpan(1));
        var nonce = result.AsSpan(SealedFormat.NonceAt, SealedFormat.NonceBytes);
        _random(nonce);

        using var cipher = _key.CreateCipher();
        cipher.Encrypt(
            nonce,
            value,
            result.AsSpan(SealedFormat.TextAt, value.Length),
            result.AsSpan(result.Length - SealedFormat.TagBytes),
            place.ToAssociatedData(_key.Id.Span));
        return result;
    }
}
