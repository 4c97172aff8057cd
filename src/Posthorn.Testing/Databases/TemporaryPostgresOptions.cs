namespace Posthorn.Testing.Databases;

/// <summary>How a <see cref="TemporaryPostgres"/> is started.</summary>
public sealed record TemporaryPostgresOptions
{
    /// <summary>Gets settings of the server, by name, as in <c>postgresql.conf</c>. They win over those that the type sets itself.</summary>
    /// <value>The default is none: durability is as PostgreSQL ships it.</value>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the folder below which the server's own folder is made.</summary>
    /// <value>The default is the system's folder for temporary files.</value>
    public string? ParentFolder { get; init; }
}
