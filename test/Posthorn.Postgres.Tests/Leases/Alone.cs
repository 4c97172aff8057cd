namespace Posthorn.Postgres.Tests.Leases;

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
