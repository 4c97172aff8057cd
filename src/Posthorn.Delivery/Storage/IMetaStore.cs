namespace Posthorn.Delivery.Storage;

/// <summary>Named values of a store itself, such as the check value of the master key.</summary>
internal interface IMetaStore
{
    /// <returns>Null when there is none of that name.</returns>
    ValueTask<byte[]?> ReadMetaAsync(string name);

    /// <param name="expected">What it must be now; null when it must not be there.</param>
    /// <returns>False when it is another one: then nothing was written.</returns>
    ValueTask<bool> WriteMetaAsync(string name, byte[]? expected, byte[] value);
}
