package com.betrace.service.grpc;

import com.betrace.service.api.SharedNameApi;
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
import com.betrace.v1.SharedNameServiceGrpc;
import com.betrace.v1.UpdateListRequest;
import com.betrace.v1.UpdateLookupRequest;
import com.betrace.v1.UpdateMacroRequest;
import io.grpc.stub.StreamObserver;

/** The SharedNameService over gRPC. */
final class SharedNameGrpcService extends SharedNameServiceGrpc.SharedNameServiceImplBase {

    private final SharedNameApi api;

    SharedNameGrpcService(SharedNameApi api) {
        this.api = api;
    }

    @Override
    public void listLists(ListListsRequest request, StreamObserver<ListListsResponse> observer) {
        Replies.answer(observer, () -> api.listLists(request));
    }

    @Override
    public void createList(CreateListRequest request, StreamObserver<NamedList> observer) {
        Replies.answer(observer, () -> api.createList(request, CallerInterceptor.actor()));
    }

    @Override
    public void getList(GetListRequest request, StreamObserver<NamedList> observer) {
        Replies.answer(observer, () -> api.getList(request));
    }

    @Override
    public void updateList(UpdateListRequest request, StreamObserver<NamedList> observer) {
        Replies.answer(observer, () -> api.updateList(request, CallerInterceptor.actor()));
    }

    @Override
    public void deleteList(DeleteListRequest request, StreamObserver<DeleteListResponse> observer) {
        Replies.answer(observer, () -> api.deleteList(request, CallerInterceptor.actor()));
    }

    @Override
    public void listLookups(ListLookupsRequest request, StreamObserver<ListLookupsResponse> observer) {
        Replies.answer(observer, () -> api.listLookups(request));
    }

    @Override
    public void createLookup(CreateLookupRequest request, StreamObserver<Lookup> observer) {
        Replies.answer(observer, () -> api.createLookup(request, CallerInterceptor.actor()));
    }

    @Override
    public void getLookup(GetLookupRequest request, StreamObserver<Lookup> observer) {
        Replies.answer(observer, () -> api.getLookup(request));
    }

    @Override
    public void updateLookup(UpdateLookupRequest request, StreamObserver<Lookup> observer) {
        Replies.answer(observer, () -> api.updateLookup(request, CallerInterceptor.actor()));
    }

    @Override
    public void deleteLookup(DeleteLookupRequest request, StreamObserver<DeleteLookupResponse> observer) {
        Replies.answer(observer, () -> api.deleteLookup(request, CallerInterceptor.actor()));
    }

    @Override
    public void listMacros(ListMacrosRequest request, StreamObserver<ListMacrosResponse> observer) {
        Replies.answer(observer, () -> api.listMacros(request));
    }

    @Override
    public void createMacro(CreateMacroRequest request, StreamObserver<Macro> observer) {
        Replies.answer(observer, () -> api.createMacro(request, CallerInterceptor.actor()));
    }

    @Override
    public void getMacro(GetMacroRequest request, StreamObserver<Macro> observer) {
        Replies.answer(observer, () -> api.getMacro(request));
    }

    @Override
    public void updateMacro(UpdateMacroRequest request, StreamObserver<Macro> observer) {
        Replies.answer(observer, () -> api.updateMacro(request, CallerInterceptor.actor()));
    }

    @Override
    public void deleteMacro(DeleteMacroRequest request, StreamObserver<DeleteMacroResponse> observer) {
        Replies.answer(observer, () -> api.deleteMacro(request, CallerInterceptor.actor()));
    }
}
