using System.Buffers.Binary;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Secrets;

/// <summary>Counts what one key has sealed, over all starts. Nonces are random, so a key may seal 2^30 values and no more.</summary>
/// <remarks>Counted in blocks that are written down before they are used: a crash wastes the rest of a block and never counts too little.</remarks>
internal sealed class SealBudget(IMetaStore store) : IDisposable
{
    public const long Most = 1L << 30;

    private const long Block = 1_024;
    private const string Name = "master_key_seals";

    private readonly SemaphoreSlim _turn = new(1);
    private long _left;

    /// <exception cref="InvalidOperationException">The key is used up.</exception>
    public async ValueTask SpendAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_left == 0)
            {
                await ReserveAsync();
            }

            _left--;
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask ReserveAsync()
    {
        var next = new byte[sizeof(long)];
        byte[]? value;
        do
        {
            value = await store.ReadMetaAsync(Name);
            var reserved = (value is null ? 0 : BinaryPrimitives.ReadInt64BigEndian(value)) + Block;
            if (reserved > Most)
            {
                throw new InvalidOperationException("The master key has sealed as many values as is safe. Posthorn must be given a new one before it can seal another.");
            }

            BinaryPrimitives.WriteInt64BigEndian(next, reserved);
        }
        while (!await store.WriteMetaAsync(Name, value, next));

        _left = Block;
    }
}
