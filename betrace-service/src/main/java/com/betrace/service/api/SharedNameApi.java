package com.betrace.service.api;

import com.betrace.catalog.RuleCatalog;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedKey.Kind;
import com.betrace.model.SharedName;
import com.betrace.v1.CreateListRequest;
import com.betrace.v1.CreateLookupRequest;
import com.betrace.v1.CreateMacroRequest;
import com.betrace.v1.DeleteListRequest;
import com.betrace.v1.DeleteListResponse;
import com.betrace.v1.DeleteLookupRequest;
import com.betrace.v1.DeleteLookupResponse;
import com.betrace.v1.DeleteMacroRequest;
import com.betrace.v1.DeleteMacroResponse;
import com.betrace.v1.GetListRequest;
import com.betrace.v1.GetLookupRequest;
import com.betrace.v1.GetMacroRequest;
import com.betrace.v1.ListListsRequest;
import com.betrace.v1.ListListsResponse;
import com.betrace.v1.ListLookupsRequest;
import com.betrace.v1.ListLookupsResponse;
import com.betrace.v1.ListMacrosRequest;
import com.betrace.v1.ListMacrosResponse;
import com.betrace.v1.Lookup;
import com.betrace.v1.Macro;
import com.betrace.v1.NamedList;
import com.betrace.v1.UpdateListRequest;
import com.betrace.v1.UpdateLookupRequest;
import com.betrace.v1.UpdateMacroRequest;
import java.util.List;

/** The SharedNameService: lists, lookups and macros. Changes name the actor who makes them. */
public final class SharedNameApi {

    private final RuleCatalog catalog;

    public SharedNameApi(RuleCatalog catalog) {
        this.catalog = catalog;
    }

    public ListListsResponse listLists(ListListsRequest request) {
        List<SharedName> names = catalog.names(Kind.LIST);
        return ListListsResponse.newBuilder()
                .addAllLists(names.stream().map(this::list).toList())
                .setTotalCount(names.size())
                .build();
    }

    public NamedList createList(CreateListRequest request, String actor) {
        Object values = SharedValues.list("values", request.getValuesList());
        return list(catalog.createName(key(Kind.LIST, request.getName()), values, actor));
    }

    public NamedList getList(GetListRequest request) {
        return list(catalog.name(key(Kind.LIST, request.getName())));
    }

    public NamedList updateList(UpdateListRequest request, String actor) {
        Object values = SharedValues.list("values", request.getValuesList());
        Long version = request.hasVersion() ? (Long) request.getVersion() : null;
        return list(catalog.updateName(key(Kind.LIST, request.getName()), values, version, actor));
    }

    public DeleteListResponse deleteList(DeleteListRequest request, String actor) {
        catalog.deleteName(key(Kind.LIST, request.getName()), actor);
        return DeleteListResponse.newBuilder().setSuccess(true).build();
    }

    public ListLookupsResponse listLookups(ListLookupsRequest request) {
        List<SharedName> names = catalog.names(Kind.LOOKUP);
        return ListLookupsResponse.newBuilder()
                .addAllLookups(names.stream().map(this::lookup).toList())
                .setTotalCount(names.size())
                .build();
    }

    public Lookup createLookup(CreateLookupRequest request, String actor) {
        Object entries = SharedValues.lookup("entries", request.getEntries());
        return lookup(catalog.createName(key(Kind.LOOKUP, request.getName()), entries, actor));
    }

    public Lookup getLookup(GetLookupRequest request) {
        return lookup(catalog.name(key(Kind.LOOKUP, request.getName())));
    }

    public Lookup updateLookup(UpdateLookupRequest request, String actor) {
        Object entries = SharedValues.lookup("entries", request.getEntries());
        Long version = request.hasVersion() ? (Long) request.getVersion() : null;
        return lookup(catalog.updateName(key(Kind.LOOKUP, request.getName()), entries, version, actor));
    }

    public DeleteLookupResponse deleteLookup(DeleteLookupRequest request, String actor) {
        catalog.deleteName(key(Kind.LOOKUP, request.getName()), actor);
        return DeleteLookupResponse.newBuilder().setSuccess(true).build();
    }

    public ListMacrosResponse listMacros(ListMacrosRequest request) {
        List<SharedName> names = catalog.names(Kind.MACRO);
        return ListMacrosResponse.newBuilder()
                .addAllMacros(names.stream().map(this::macro).toList())
                .setTotalCount(names.size())
                .build();
    }

    public Macro createMacro(CreateMacroRequest request, String actor) {
        return macro(catalog.createName(key(Kind.MACRO, request.getName()), request.getExpression(), actor));
    }

    public Macro getMacro(GetMacroRequest request) {
        return macro(catalog.name(key(Kind.MACRO, request.getName())));
    }

    public Macro updateMacro(UpdateMacroRequest request, String actor) {
        Long version = request.hasVersion() ? (Long) request.getVersion() : null;
        return macro(catalog.updateName(key(Kind.MACRO, request.getName()), request.getExpression(), version, actor));
    }

    public DeleteMacroResponse deleteMacro(DeleteMacroRequest request, String actor) {
        catalog.deleteName(key(Kind.MACRO, request.getName()), actor);
        return DeleteMacroResponse.newBuilder().setSuccess(true).build();
    }

    private static SharedKey key(Kind kind, String name) {
        return new SharedKey(kind, name);
    }

    private NamedList list(SharedName name) {
        return NamedList.newBuilder()
                .setName(name.key().name())
                .addAllValues(SharedValues.list(name).getValuesList())
                .setVersion(name.version())
                .setCreatedAt(Timestamps.toMessage(name.createdAt()))
                .setUpdatedAt(Timestamps.toMessage(name.updatedAt()))
                .setSource(name.provenance().source().name())
                .setLocation(name.provenance().location())
                .addAllUsedBy(catalog.readers(name.key()))
                .build();
    }

    private Lookup lookup(SharedName name) {
        return Lookup.newBuilder()
                .setName(name.key().name())
                .setEntries(SharedValues.lookup(name))
                .setVersion(name.version())
                .setCreatedAt(Timestamps.toMessage(name.createdAt()))
                .setUpdatedAt(Timestamps.toMessage(name.updatedAt()))
                .setSource(name.provenance().source().name())
                .setLocation(name.provenance().location())
                .addAllUsedBy(catalog.readers(name.key()))
                .build();
    }

    private Macro macro(SharedName name) {
        return Macro.newBuilder()
                .setName(name.key().name())
                .setExpression(String.valueOf(name.value()))
                .setVersion(name.version())
                .setCreatedAt(Timestamps.toMessage(name.createdAt()))
                .setUpdatedAt(Timestamps.toMessage(name.updatedAt()))
                .setSource(name.provenance().source().name())
                .setLocation(name.provenance().location())
                .addAllUsedBy(catalog.readers(name.key()))
                .build();
    }
}
