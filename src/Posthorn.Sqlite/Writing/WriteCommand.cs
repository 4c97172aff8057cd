using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>One change, applied by the writer's thread inside a transaction that it shares with its neighbours.</summary>
internal abstract class WriteCommand
{
    /// <summary>Whether nobody waits for it: then it may ride along with a neighbour's commit instead of causing its own.</summary>
    internal virtual bool CanWait => false;

    /// <summary>Applies the change. Called again when the shared transaction had to be rolled back.</summary>
    internal abstract void Run(SqliteConnection connection);

    /// <summary>The change is on disk. Whoever was told before is not told again.</summary>
    internal abstract void Complete();

    /// <summary>The change is not on disk, and nothing of it is. Whoever was told before is not told again.</summary>
    internal abstract void Fail(Exception reason);
}
