namespace Posthorn.Hosting;

/// <summary>Which store to open, and as whom. Checked before anything is opened.</summary>
/// <param name="Storage"><c>sqlite:PATH</c>, or <c>postgres:CONNECTION-STRING</c> for any number of nodes.</param>
/// <param name="NodeName">This node's name among several; null for none.</param>
/// <param name="MasterKey">The key that seals secrets; null where it is in a file beside the store.</param>
internal sealed record StoreOptions(string Storage, string? NodeName = null, string? MasterKey = null)
{
    /// <summary>The kind alone: what follows it may be a password.</summary>
    public override string ToString() => $"{StorageKind.Of(Storage)} ***";
}
