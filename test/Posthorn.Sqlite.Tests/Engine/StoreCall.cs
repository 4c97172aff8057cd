namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>What the engine asks of its store.</summary>
internal enum StoreCall
{
    Append,
    Claim,
    Expire,
    Settle,
    Release,
    Orphans,
    OpenLanes,
    LoadHealth,
    SaveHealth,
}
