namespace Posthorn.Proof.Killing.Planning;

/// <summary>Which store is put to the proof.</summary>
internal enum StorageKind
{
    /// <summary>A PostgreSQL of the run's own, shared by all nodes.</summary>
    Postgres,

    /// <summary>One file, and one node.</summary>
    Sqlite,
}
